<%-- What breaks a form: a button that runs all sides, the sides, what was measured, and the room that mends it. --%>
<%@ tag body-content="empty" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="name" required="true" %>
<%@ attribute name="sides" required="true" %>
<%@ attribute name="room" required="true" %>
<%@ attribute name="files" required="true" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<section id="${name}" data-meter="<spring:message code="textbook.${name}.meter"/>" data-finding="<spring:message code="textbook.${name}.finding"/>">
  <h3 id="${name}-title"><spring:message code="textbook.${name}.title"/></h3>
  <p><spring:message code="textbook.${name}.text"/></p>
  <p class="fieldset" data-scripted hidden>
    <button type="button" class="first" aria-describedby="${name}-title"><spring:message code="textbook.run"/></button></p>
  <div class="result">
  <p class="finding"></p>
  <div class="halves">
    <c:forTokens items="${sides}" delims=" " var="side">
      <div data-url="<c:url value="${side}"/>">
        <h4><code><c:out value="${side}"/></code></h4>
        <ol class="lanes"></ol>
        <p class="probe"></p>
        <div class="drawn"></div>
      </div>
    </c:forTokens>
  </div>
  </div>
  <p><spring:message code="textbook.mended"/>&#32;<a href="<c:url value="${room}"/>"><spring:message code="textbook.${name}.room"/></a></p>
  <t:sources files="${files}"/>
</section>
