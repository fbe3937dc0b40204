<%-- The frame of every page. --%>
<%@ tag body-content="scriptless" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="title" required="true" %>
<%@ attribute name="titleLanguage" %>
<%@ attribute name="script" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
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
  <c:if test="${not empty script}"><script type="module" src="<c:url value="/static/js/${script}.js"/>"></script></c:if>
</head>
<body>
<a class="skip" href="#content"><spring:message code="page.skip"/></a>
<header class="site">
  <a class="brand" href="<c:url value="/"/>">async-showcase</a>
  <nav aria-label="<spring:message code="page.navigation"/>">
    <a href="<c:url value="/"/>#patterns"><spring:message code="page.nav.patterns"/></a>
    <a href="<c:url value="/"/>#quotes"><spring:message code="page.nav.quotes"/></a>
    <a href="<c:url value="/"/>#compare"><spring:message code="page.nav.compare"/></a>
    <a href="<c:url value="/"/>#pools"><spring:message code="page.nav.pools"/></a>
    <a href="<c:url value="/"/>#upload"><spring:message code="page.nav.upload"/></a>
    <a href="<c:url value="/stream"/>"><spring:message code="page.nav.streams"/></a>
    <a href="<c:url value="/reactive"/>"><spring:message code="page.nav.reactive"/></a>
    <a href="<c:url value="/orders"/>"><spring:message code="page.nav.orders"/></a>
    <a href="<c:url value="/textbook"/>"><spring:message code="page.nav.textbook"/></a>
    <a href="<c:url value="/migration"/>"><spring:message code="page.nav.migration"/></a>
    <a href="<c:url value="/doctor"/>"><spring:message code="page.nav.doctor"/></a>
  </nav>
  <nav class="languages" aria-label="<spring:message code="page.languages"/>">
    <spring:message code="page.language" var="current"/>
    <%-- the page's own address, with its query: what answers a POST has none, and leads to the home page. Not by its parameters:
         to read one that cannot be decoded fails since Tomcat 11 --%>
    <c:set var="own" value="${pageContext.request.method eq 'GET'}"/>
    <c:forTokens items="${own ? pageContext.request.queryString : ''}" delims="&" var="token">
      <c:if test="${token ne 'lang' and not fn:startsWith(token, 'lang=')}"><c:set var="kept" value="${kept}${token}&"/></c:if>
    </c:forTokens>
    <c:url value="/" var="home"/>
    <c:forEach items="en,ko,zh" var="language">
      <c:set var="link" value="${own ? '' : home}?${kept}lang=${language}"/>
      <a href="<c:out value="${link}"/>" lang="${language}" hreflang="${language}"<c:if test="${language eq current}"> aria-current="true"</c:if>><spring:message code="page.language.${language}"/></a>
    </c:forEach>
  </nav>
</header>
<main id="content">
  <h1<c:if test="${not empty titleLanguage}"> lang="<c:out value="${titleLanguage}"/>"</c:if>><c:out value="${title}"/></h1>
  <jsp:doBody/>
</main>
<footer class="site">
  <p><spring:message code="page.configuration"/>&#32;
    <%-- web.xml, and all that it loads --%>
    <c:set var="root" value="${initParam.contextConfigLocation}"/>
    <c:set var="servlets" value="${pageContext.servletContext.servletRegistrations}"/>
    <c:set var="rooms" value="${servlets['appServlet'].initParameters['contextConfigLocation']}"/>
    <c:set var="forms" value="${servlets['textbook'].initParameters['contextConfigLocation']}"/>
    <a href="<c:url value="/source/webapp/web.xml"/>">web.xml</a>
    <c:forTokens items="${root} ${rooms} ${forms}" delims=" " var="token">
      <c:set var="file" value="${fn:substringAfter(fn:trim(token), '/WEB-INF/')}"/>
      <c:if test="${not empty file and not fn:contains(listed, file)}">
        <a href="<c:url value="/source/webapp/${file}"/>"><c:out value="${fn:substringAfter(file, 'spring/')}"/></a>
      </c:if>
      <c:set var="listed" value="${listed} ${file}"/>
    </c:forTokens></p>
  <p><spring:message code="page.sources"/>&#32;<a href="<c:url value="/docs"/>"><spring:message code="docs.title"/></a></p>
</footer>
</body>
</html>
