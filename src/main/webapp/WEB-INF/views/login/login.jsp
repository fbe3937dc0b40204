<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<spring:message code="login.title" var="title"/>
<t:page title="${title}">
  <p class="lead"><spring:message code="login.text"/></p>
  <t:documents names="security"/>
  <c:if test="${fn:startsWith(pageContext.request.queryString, 'failed')}"><p class="problem" role="alert"><spring:message code="login.failed"/></p></c:if>
  <form class="fieldset" method="post" action="<c:url value="/login"/>">
    <t:token/>
    <label><spring:message code="login.user"/>
      <input name="username" required maxlength="64" autocomplete="username"></label>
    <label><spring:message code="login.password"/>
      <input name="password" type="password" required maxlength="72" autocomplete="current-password"></label>
    <button><spring:message code="login.title"/></button>
  </form>
</t:page>
