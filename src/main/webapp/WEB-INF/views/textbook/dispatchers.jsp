<%@ page contentType="text/html; charset=UTF-8" session="false" isErrorPage="true" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%-- The error page; what it includes is a JSP of its own. --%>
<t:page title="getDispatcherType()" titleLanguage="en" current="/textbook">
  <dl class="fields" lang="en">
    <dt>Callable</dt><dd><c:out value="${async}"/></dd>
    <dt>forward:</dt><dd><c:out value="${forward}"/></dd>
    <dt>error-page</dt><dd><c:out value="${error}"/></dd>
    <dt>jsp:include</dt><dd><jsp:include page="/WEB-INF/views/textbook/dispatcher.jsp"/></dd>
  </dl>
  <p class="actions"><a href="<c:url value="/textbook"/>"><spring:message code="textbook.back"/></a></p>
</t:page>
