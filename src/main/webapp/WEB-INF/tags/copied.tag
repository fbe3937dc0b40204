<%-- What is copied with a pattern at one level: the archive, each file with its lines, and the lines for files that are there already. --%>
<%@ tag body-content="empty" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="taken" required="true" type="org.asyncshowcase.house.takehome.TakenHome" %>
<%@ attribute name="archive" required="true" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<c:set var="files" value="${taken.files()}"/>
<c:set var="lines" value="0"/>
<c:forEach items="${files}" var="file"><c:set var="lines" value="${lines + file.lines}"/></c:forEach>
<p><a class="archive" href="<c:url value="/take-home/${archive}.zip"/>"><spring:message code="takehome.zip"/></a>
  <spring:message code="takehome.count"><spring:argument value="${fn:length(files)}"/><spring:argument value="${lines}"/></spring:message></p>
<ul class="files">
  <c:forEach items="${files}" var="file">
    <c:set var="place" value="${fn:replace(fn:replace(file.place, 'src/main/java/org/asyncshowcase/', ''), 'src/main/webapp/', '')}"/>
    <li><a href="<c:url value="${file.source}"/>"><c:out value="${place}"/></a>
      <span class="hint"><spring:message code="takehome.lines"><spring:argument value="${file.lines}"/></spring:message></span></li>
  </c:forEach>
</ul>
<c:forEach items="${taken.additions()}" var="addition">
  <p><spring:message code="takehome.add"/>&#32;<c:choose>
    <c:when test="${empty addition.source}"><code><c:out value="${addition.place}"/></code></c:when>
    <c:otherwise><a href="<c:url value="${addition.source}"/>"><code><c:out value="${addition.place}"/></code></a></c:otherwise>
  </c:choose>&#32;<span class="hint"><spring:message code="takehome.lines"><spring:argument value="${addition.lines}"/></spring:message></span></p>
  <pre tabindex="0"><c:out value="${addition.text}"/></pre>
</c:forEach>
<p><spring:message code="takehome.before"/>&#32;<c:out value="${taken.instructions()}"/></p>
