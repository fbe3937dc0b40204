<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<spring:message code="stream.title" var="title"/>
<c:set var="request" value="${pageContext.request}"/>
<c:set var="base" value="${request.scheme}://${request.serverName}:${request.serverPort}${request.contextPath}"/>
<t:page title="${title}" current="/stream" script="stream">
  <p class="lead"><spring:message code="stream.lead"/></p>
  <t:documents names="streams proxies"/>
  <noscript><p class="hint"><spring:message code="home.noscript"/></p></noscript>

  <div class="desk">
    <div class="rooms">
      <%-- data-url: of the long poll, for a browser without EventSource --%>
      <section id="quotes" data-url="<c:url value="/deferred/quotes"/>" data-events="<c:url value="/stream/quotes"/>">
        <h2><spring:message code="stream.quotes.title"/></h2>
        <p><spring:message code="stream.quotes.text"/>&#32;<spring:message code="stream.quotes.gap"/></p>
        <p class="fieldset">
          <button type="button" class="first" id="live-start" data-scripted hidden><spring:message code="quotes.live.start"/></button>
          <button type="button" id="live-stop" data-scripted hidden disabled><spring:message code="quotes.live.stop"/></button>
          <a href="<c:url value="/stream"/>" target="_blank" data-scripted hidden><spring:message code="stream.quotes.tab"/></a>
          <a href="<c:url value="/"/>#quotes"><spring:message code="stream.quotes.publish"/></a>
          <a href="<c:url value="/stream/quotes"/>"><spring:message code="stream.quotes.plain"/></a>
        </p>
        <p class="state" id="live-state"></p>
        <ol class="quotes" id="live"></ol>
        <p class="hint"><spring:message code="stream.quotes.shell"/></p>
        <pre tabindex="0">curl -N -H 'Last-Event-ID: <span class="live-last">ID</span>' '<c:out value="${base}"/>/stream/quotes?symbol=ACME'</pre>
        <t:pattern-links name="stream" files="rooms/stream/QuoteStreamController.java rooms/stream/QuoteFeed.java rooms/stream/LiveStream.java rooms/stream/LiveStreams.java js/quote-hub.js rooms/stream.xml"/>
      </section>

      <section id="report">
        <h2><spring:message code="stream.report.title"/></h2>
        <p><spring:message code="stream.report.text"/></p>
        <form class="fieldset" action="<c:url value="/report"/>">
          <label><spring:message code="stream.report.steps"/>
            <input name="steps" type="number" required min="1" max="1000" value="20"></label>
          <label><spring:message code="stream.report.delay"/>
            <input name="delay" type="number" required min="0" max="10000" value="200"></label>
          <button class="first"><spring:message code="stream.report.run"/></button>
          <button type="button" class="fail" data-scripted hidden><spring:message code="stream.report.fail"/></button>
          <button type="button" class="cancel" data-scripted hidden disabled><spring:message code="stream.report.cancel"/></button>
        </form>
        <div class="result">
          <div class="gauge" data-scripted hidden>
            <progress max="100" value="0" aria-label="<spring:message code="stream.report.progress"/>"></progress>
            <p class="state"></p>
          </div>
          <p class="finding"></p>
          <div class="drawn"></div>
        </div>
        <t:pattern-links name="report" files="rooms/report/ReportController.java rooms/report/Report.java js/report.js rooms/report.xml"/>
      </section>

      <section id="export">
        <h2><spring:message code="stream.export.title"/></h2>
        <p><spring:message code="stream.export.text"/></p>
        <form class="fieldset" action="<c:url value="/export/rows.csv"/>">
          <label><spring:message code="stream.export.rows"/>
            <select name="rows">
              <option value="1000">1,000</option>
              <option value="100000">100,000</option>
              <option value="5000000" selected>5,000,000</option>
              <option value="100000000">100,000,000</option>
            </select></label>
          <button type="button" class="first fetch" data-scripted hidden><spring:message code="stream.export.fetch"/></button>
          <button type="button" class="cancel" data-scripted hidden disabled><spring:message code="stream.export.cancel"/></button>
          <button><spring:message code="stream.export.save"/></button>
          <a href="<c:url value="/export/rows.csv?rows=1000"/>"><spring:message code="stream.export.plain"/></a>
        </form>
        <div class="result">
          <div class="gauge" data-scripted hidden>
            <progress max="1" value="0" aria-label="<spring:message code="stream.export.progress"/>"></progress>
            <p class="state"></p>
          </div>
          <p class="finding"></p>
        </div>
        <t:pattern-links name="export" files="rooms/export/ExportController.java js/export.js rooms/export.xml guard/executors.xml"/>
      </section>

      <section id="file">
        <h2><spring:message code="stream.file.title"/></h2>
        <p><spring:message code="stream.file.text"/></p>
        <p class="fieldset"><button type="button" class="first" data-scripted hidden><spring:message code="stream.file.run"/></button></p>
        <div class="halves result">
          <c:forEach items="blocking,export" var="room">
            <div>
              <h3><a href="<c:url value="/${room}/file"/>"><c:out value="/${room}/file"/></a></h3>
              <p class="state"></p>
              <div class="drawn"></div>
            </div>
          </c:forEach>
        </div>
        <t:sources files="rooms/blocking/BlockingController.java rooms/export/ExportController.java"/>
      </section>

      <section id="log" data-url="<c:url value="/stream/log"/>">
        <h2><spring:message code="stream.log.title"/></h2>
        <p><spring:message code="stream.log.text"/></p>
        <p class="fieldset">
          <button type="button" class="first start" data-scripted hidden><spring:message code="stream.log.start"/></button>
          <button type="button" class="stop" data-scripted hidden disabled><spring:message code="stream.log.stop"/></button>
          <a class="failure" href="<c:url value="/blocking/error?delay=0"/>"><spring:message code="stream.log.line"/></a>
          <a href="<c:url value="/stream/log"/>"><spring:message code="stream.log.plain"/></a>
        </p>
        <p class="state"></p>
        <%-- off: a log is too chatty to be read out; who wants it reaches it by the keyboard --%>
        <div class="log" role="log" aria-live="off" aria-label="<spring:message code="stream.log.box"/>" tabindex="0" hidden></div>
        <t:sources files="rooms/stream/LogController.java rooms/stream/LogLines.java js/log.js"/>
      </section>
    </div>
    <t:figures/>
  </div>

  <p id="announce" role="status" class="unseen"></p>
  <%@ include file="/WEB-INF/views/home/script.jspf" %>
  <%@ include file="/WEB-INF/views/home/timeline.jspf" %>
</t:page>
