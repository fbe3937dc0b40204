<%@ page contentType="text/html; charset=UTF-8" session="false" isErrorPage="true" %>
<%-- isErrorPage: any other JSP answers 405 itself, since Tomcat 8.5, where the method is not GET, HEAD or POST --%>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<t:page title="${problem.status} ${problem.title}">
  <p class="lead"><c:out value="${problem.detail}"/></p>
  <p><spring:message code="error.path"/>&#32;<code><c:out value="${problem.path}"/></code></p>
  <p class="actions">
    <%-- an empty address is this page's own, with its parameters --%>
    <c:if test="${problem.status eq 503 and pageContext.request.method eq 'GET'}">
      <a href=""><spring:message code="error.again"/></a>
    </c:if>
    <a href="<c:url value="/"/>"><spring:message code="page.home"/></a>
  </p>
</t:page>
