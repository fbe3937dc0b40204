<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<spring:message code="textbook.title" var="title"/>
<t:page title="${title}" current="/textbook" script="textbook">
  <p class="lead"><spring:message code="textbook.lead"/></p>
  <t:documents names="messages guard"/>
  <noscript><p class="hint"><spring:message code="home.noscript"/></p></noscript>

  <div class="desk">
    <div class="rooms">
      <%@ include file="forms.jspf" %>
      <%@ include file="leaves.jspf" %>
      <%@ include file="breaks.jspf" %>
    </div>
    <t:figures/>
  </div>

  <p id="announce" role="status" class="unseen"></p>
  <%@ include file="/WEB-INF/views/home/script.jspf" %>
  <%@ include file="/WEB-INF/views/home/timeline.jspf" %>
</t:page>
