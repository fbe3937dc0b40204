<%-- Links to sources, the very files of the build: a room's classes, Spring's XML, a page's script. --%>
<%@ tag body-content="empty" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="files" required="true" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<p class="links">
  <c:forTokens items="${files}" delims=" " var="file">
    <c:choose>
      <c:when test="${fn:endsWith(file, '.java')}"><c:set var="folder" value="/source/org/asyncshowcase/"/></c:when>
      <c:when test="${fn:endsWith(file, '.xml')}"><c:set var="folder" value="/source/webapp/spring/"/></c:when>
      <c:otherwise><c:set var="folder" value="/static/"/></c:otherwise>
    </c:choose>
    <a href="<c:url value="${folder}${file}"/>"><c:out value="${file}"/></a>
  </c:forTokens>
</p>
