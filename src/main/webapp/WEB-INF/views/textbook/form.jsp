<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<t:page title="${form}" current="/textbook">
  <dl class="fields">
    <dt>form</dt><dd><c:out value="${form}"/></dd>
    <dt>workerThread</dt><dd><c:out value="${worker}"/></dd>
    <dt><spring:message code="answer.rendered"/></dt><dd><c:out value="${dispatcherType}"/></dd>
  </dl>
  <p class="actions"><a href="<c:url value="/textbook"/>"><spring:message code="textbook.back"/></a></p>
</t:page>
