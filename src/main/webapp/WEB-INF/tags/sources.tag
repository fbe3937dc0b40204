<%-- Links to sources, the very files of the build: a pattern's classes, Spring's XML, a page's script. --%>
<%@ tag body-content="empty" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="files" required="true" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<p class="links">
  <c:forTokens items="${files}" delims=" " var="file">
    <c:choose>
      <c:when test="${fn:endsWith(file, '.java')}"><c:set var="root" value="/source/org/asyncshowcase/"/></c:when>
      <c:when test="${fn:endsWith(file, '.xml')}"><c:set var="root" value="/source/webapp/spring/"/></c:when>
      <c:otherwise><c:set var="root" value="/static/"/></c:otherwise>
    </c:choose>
    <c:set var="folder" value="${fn:substringBefore(file, '/')}"/>
    <a href="<c:url value="${root}${file}"/>"><span class="folder"><c:out value="${folder}/"/></span>${fn:replace(fn:escapeXml(fn:substringAfter(file, '/')), '/', '/<wbr>')}</a>
  </c:forTokens>
</p>
