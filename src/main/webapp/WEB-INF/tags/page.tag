<%-- The frame of every page. --%>
<%@ tag body-content="scriptless" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="title" required="true" %>
<%@ attribute name="titleLanguage" %>
<%@ attribute name="script" %>
<%@ attribute name="current" description="the page of the menu that it is, or belongs to" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<!DOCTYPE html>
<html lang="<spring:message code="page.language"/>">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title><c:out value="${title}"/> · async-showcase</title>
  <link rel="icon" href="<c:url value="/static/icon.svg"/>">
  <link rel="stylesheet" href="<c:url value="/static/css/showcase.css"/>">
  <script type="module" src="<c:url value="/static/js/languages.js"/>"></script>
  <script type="module" src="<c:url value="/static/js/panel.js"/>"></script>
  <c:if test="${not empty script}"><script type="module" src="<c:url value="/static/js/${script}.js"/>"></script></c:if>
</head>
<body>
<a class="skip" href="#content"><spring:message code="page.skip"/></a>
<header class="site">
  <a class="brand" href="<c:url value="/"/>">async-showcase</a>
  <nav aria-label="<spring:message code="page.navigation"/>">
    <c:forTokens items="patterns=/ streams=/stream socket=/socket reactive=/reactive orders=/orders textbook=/textbook migration=/migration doctor=/doctor" delims=" " var="entry">
      <c:set var="name" value="${fn:substringBefore(entry, '=')}"/>
      <c:set var="path" value="${fn:substringAfter(entry, '=')}"/>
      <a href="<c:url value="${path}"/>"<c:if test="${path eq current}"> aria-current="page"</c:if>><spring:message code="page.nav.${name}"/></a>
    </c:forTokens>
  </nav>
  <nav class="languages" aria-label="<spring:message code="page.languages"/>">
    <spring:message code="page.language" var="spoken"/>
    <%-- the page's own address, with its query: what answers a POST has none, and leads to the home page. Not by its parameters:
         to read one that cannot be decoded fails since Tomcat 11 --%>
    <c:set var="own" value="${pageContext.request.method eq 'GET'}"/>
    <c:forTokens items="${own ? pageContext.request.queryString : ''}" delims="&" var="token">
      <c:if test="${token ne 'lang' and not fn:startsWith(token, 'lang=')}"><c:set var="kept" value="${kept}${token}&"/></c:if>
    </c:forTokens>
    <c:url value="/" var="home"/>
    <c:forEach items="en,ko,zh" var="language">
      <c:set var="link" value="${own ? '' : home}?${kept}lang=${language}"/>
      <a href="<c:out value="${link}"/>" lang="${language}" hreflang="${language}"<c:if test="${language eq spoken}"> aria-current="true"</c:if>><spring:message code="page.language.${language}"/></a>
    </c:forEach>
  </nav>
</header>
<main id="content">
  <h1<c:if test="${not empty titleLanguage}"> lang="<c:out value="${titleLanguage}"/>"</c:if>><c:out value="${title}"/></h1>
  <jsp:doBody/>
</main>
<footer class="site">
  <p><spring:message code="page.sources"/>&#32;<a href="<c:url value="/docs"/>"><spring:message code="docs.title"/></a></p>
  <c:choose>
    <c:when test="${empty pageContext.request.remoteUser}"><p><a href="<c:url value="/login"/>"><spring:message code="login.title"/></a></p></c:when>
    <c:otherwise>
      <form class="fieldset" method="post" action="<c:url value="/logout"/>">
        <t:token/>
        <spring:message code="login.as"><spring:argument value="${pageContext.request.remoteUser}"/></spring:message>
        <button><spring:message code="login.out"/></button>
      </form>
    </c:otherwise>
  </c:choose>
</footer>
<%-- what panel.js opens beside the page --%>
<aside id="panel" aria-labelledby="panel-title" hidden>
  <p class="fieldset"><button type="button"><spring:message code="panel.close"/></button>
    <a target="_blank"><spring:message code="panel.tab"/></a></p>
  <h2 id="panel-title" tabindex="-1"></h2>
  <div></div>
</aside>
</body>
</html>
