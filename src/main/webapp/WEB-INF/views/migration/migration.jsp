<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<spring:message code="migration.title" var="title"/>
<t:page title="${title}" current="/migration" script="migration">
  <p class="lead"><spring:message code="migration.lead"/></p>
  <noscript><p class="hint"><spring:message code="home.noscript"/></p></noscript>

  <div class="desk">
    <div class="rooms">
      <section id="questions">
        <h2><spring:message code="migration.questions"/></h2>
        <p><spring:message code="migration.questions.text"/></p>
        <ol>
          <c:forTokens items="blocking=/#patterns export=/stream report=/stream orders=/orders stream=/stream deferred=/#quotes reactive=/reactive task=/#pools upload=/#upload callable=/#patterns" delims=" " var="answer">
            <c:set var="room" value="${fn:substringBefore(answer, '=')}"/>
            <li><spring:message code="migration.question.${room}"/>&#32;
              <a href="<c:url value="${fn:substringAfter(answer, '=')}"/>"><c:out value="${room}"/></a></li>
          </c:forTokens>
        </ol>
      </section>

      <section id="habits">
        <h2><spring:message code="migration.habits"/></h2>
        <p><spring:message code="migration.habits.text"/>&#32;
          <a href="<c:url value="/docs/migration"/>" lang="en">docs/migration</a></p>
        <t:habit name="slowcall" region="slow-call" step="04-callable" file="OfferController" sides="/blocking/body?delay=1000 /callable/body?delay=1000"/>
        <t:habit name="interceptor" region="interceptor" step="04-callable" file="TimingInterceptor"/>
        <t:habit name="threadlocal" region="thread-local" step="04-callable" file="UserFilter" sides="/textbook/threadlocals/future /context/callable?delay=0"/>
        <t:habit name="session" region="session" step="04-callable" file="OfferController"/>
        <t:habit name="onepool" region="one-pool" step="05-executors" file="ReportController" sides="/textbook/shared/slow /task/body?executor=reports&delay=1500"/>
        <t:habit name="report" region="report" step="06-streamed" file="ReportController" sides="/blocking/file /export/file"/>
        <t:habit name="threadmap" region="thread-and-map" step="07-jobs" file="ImportController" sides="/textbook/kept /deferred/timeout?delay=500"/>
        <t:habit name="polling" region="polling" step="08-long-poll" file="ImportController"/>
        <t:habit name="reply" region="awaited-reply" step="09-reply" file="OrderController"/>
        <t:habit name="opensession" region="open-session" step="12-session" file="CustomerController"/>
        <t:habit name="upload" region="upload" step="10-upload" file="UploadController"/>
      </section>
    </div>
    <t:figures/>
  </div>

  <p id="announce" role="status" class="unseen"></p>
  <%@ include file="/WEB-INF/views/home/script.jspf" %>
  <%@ include file="/WEB-INF/views/home/timeline.jspf" %>
</t:page>
