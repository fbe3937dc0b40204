<%-- A habit of the old application, and what a step makes of it: the region of both files, and two URLs of this application that do the like. --%>
<%@ tag body-content="empty" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="name" required="true" %>
<%@ attribute name="region" required="true" %>
<%@ attribute name="step" required="true" %>
<%@ attribute name="file" required="true" %>
<%@ attribute name="sides" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<section id="habit-${name}" data-region="${region}">
  <h3 id="habit-${name}-title"><spring:message code="migration.${name}.title"/></h3>
  <p><spring:message code="migration.${name}.text"/></p>
  <c:if test="${not empty sides}">
    <p class="fieldset" data-scripted hidden>
      <button type="button" class="first" aria-describedby="habit-${name}-title"><spring:message code="migration.run"/></button></p>
  </c:if>
  <div class="halves result">
    <c:forTokens items="app steps/${step}" delims=" " var="state" varStatus="side">
      <c:set var="source" value="old/${state}/java/shop/${file}.java"/>
      <c:set var="path" value="${empty sides ? '' : fn:split(sides, ' ')[side.index]}"/>
      <div data-source="<c:url value="/source/${source}"/>" data-path="<c:out value="${path}"/>">
        <h4><spring:message code="migration.${side.first ? 'before' : 'after'}"/>&#32;<a href="<c:url value="/source/${source}"/>"><c:out value="${file}.java"/></a></h4>
        <div class="runs"></div>
        <pre tabindex="0" hidden></pre>
      </div>
    </c:forTokens>
  </div>
</section>
