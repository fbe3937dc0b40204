<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<spring:message code="upload.title" var="title"/>
<t:page title="${title}">
  <p class="lead"><spring:message code="upload.done"/></p>
  <dl class="fields">
    <dt>name</dt><dd><c:out value="${upload.name}"/></dd>
    <dt>size</dt><dd><c:out value="${upload.size}"/></dd>
    <dt>sha256</dt><dd><c:out value="${upload.sha256}"/></dd>
  </dl>
  <p class="actions"><a href="<c:url value="/"/>#upload"><spring:message code="page.home"/></a></p>
</t:page>
