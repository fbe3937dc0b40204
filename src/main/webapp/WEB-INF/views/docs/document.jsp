<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<t:page title="${document.title}" titleLanguage="en">
  <p class="links"><a href="<c:url value="/docs"/>"><spring:message code="docs.all"/></a></p>
  <%-- HTML of our own files --%>
  <article class="document" lang="en"><c:out value="${document.html}" escapeXml="false"/></article>
</t:page>
