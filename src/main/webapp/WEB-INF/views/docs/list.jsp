<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<spring:message code="docs.title" var="title"/>
<t:page title="${title}">
  <p class="lead"><spring:message code="docs.text"/></p>
  <dl class="documents" lang="en">
    <c:forEach items="${documents}" var="each">
      <dt><a href="<c:url value="/docs/${each.key}"/>"><c:out value="${each.value.title}"/></a></dt>
      <dd><c:out value="${each.value.summary}"/></dd>
    </c:forEach>
  </dl>
</t:page>
