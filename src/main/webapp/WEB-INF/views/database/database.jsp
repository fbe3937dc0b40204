<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<spring:message code="database.title" var="title"/>
<t:page title="${title}" current="/" script="database">
  <p class="lead"><spring:message code="database.lead"/></p>
  <noscript><p class="hint"><spring:message code="home.noscript"/></p></noscript>

  <div class="desk">
    <div class="rooms">
      <section id="crowd">
        <h2><spring:message code="database.crowd.title"/></h2>
        <p><spring:message code="database.crowd.text"/></p>
        <p class="fieldset"><button type="button" class="first" data-scripted hidden><spring:message code="database.crowd.run"/></button></p>
        <div class="result">
          <p class="finding"></p>
          <div class="halves">
            <c:forEach items="body,crowded" var="path">
              <div data-url="<c:url value="/database/${path}"/>">
                <h3><a href="<c:url value="/database/${path}"/>"><c:out value="/database/${path}"/></a></h3>
                <ol class="lanes"></ol>
                <div class="drawn"></div>
              </div>
            </c:forEach>
          </div>
        </div>
        <t:pattern-links name="database" files="rooms/database/DatabaseController.java rooms/database/SlowQuery.java rooms/database.xml"/>
      </section>

      <section id="lost" data-url="<c:url value="/database/lost"/>">
        <h2><spring:message code="database.lost.title"/></h2>
        <p><spring:message code="database.lost.text"/></p>
        <p class="fieldset">
          <button type="button" class="first" data-scripted hidden><spring:message code="database.lost.run"/></button>
          <a href="<c:url value="/database/lost"/>"><c:out value="/database/lost"/></a>
        </p>
        <div class="result">
          <p class="finding"></p>
          <div class="runs"></div>
        </div>
        <t:sources files="rooms/database/DatabaseController.java rooms/database/TransactionSides.java"/>
      </section>

      <section id="left">
        <h2><spring:message code="database.left.title"/></h2>
        <p><spring:message code="database.left.text"/></p>
        <p class="fieldset"><button type="button" class="first" data-scripted hidden><spring:message code="database.left.run"/></button></p>
        <div class="result">
          <p class="finding"></p>
          <ol class="lanes"></ol>
        </div>
        <p class="links">
          <c:forEach items="watched,body" var="path">
            <a href="<c:url value="/database/${path}"/>"><c:out value="/database/${path}"/></a>
          </c:forEach>
        </p>
        <t:sources files="rooms/database/WatchedController.java rooms/database/WatchedQuery.java"/>
      </section>
    </div>
    <t:figures/>
  </div>

  <p id="announce" role="status" class="unseen"></p>
  <%@ include file="/WEB-INF/views/home/script.jspf" %>
  <%@ include file="/WEB-INF/views/home/timeline.jspf" %>
</t:page>
