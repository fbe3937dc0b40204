<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<spring:message code="home.title" var="title"/>
<t:page title="${title}" current="/" script="home">
  <p class="lead"><spring:message code="home.lead"/></p>
  <p class="links"><a href="<c:url value="/docs"/>"><spring:message code="docs.title"/></a></p>
  <noscript><p class="hint"><spring:message code="home.noscript"/></p></noscript>

  <div class="desk">
    <section id="load">
      <h2><spring:message code="load.title"/></h2>
      <p><spring:message code="load.text"/></p>
      <form class="fieldset" method="post" action="<c:url value="/load"><c:param name="_csrf" value="${_csrf.token}"/></c:url>" data-scripted hidden>
        <button class="first"><spring:message code="load.run"/></button>
        <label><spring:message code="load.requests"/>
          <input name="requests" type="number" required min="1" max="200" value="40"></label>
        <label><spring:message code="load.delay"/>
          <input name="delay" type="number" required min="0" max="2000" step="100" value="500"></label>
      </form>
      <div class="result">
        <p class="state"></p>
        <p class="finding" id="load-finding"></p>
        <figure class="timeline" id="load-waits" hidden>
          <figcaption><spring:message code="load.waits"/></figcaption>
          <svg role="img"><title><spring:message code="load.waits.drawn"/></title><g></g></svg>
        </figure>
        <details id="load-more" hidden>
          <summary><spring:message code="load.more"/></summary>
          <div class="halves">
            <c:forEach items="blocking,callable" var="pattern">
              <div data-pattern="${pattern}">
                <h3><c:out value="${pattern}"/></h3>
                <figure class="timeline load">
                  <figcaption><spring:message code="load.caption"/></figcaption>
                  <svg role="img"><title><spring:message code="load.drawn" arguments="${pattern}"/></title><g></g></svg>
                  <dl class="fields"></dl>
                </figure>
              </div>
            </c:forEach>
          </div>
        </details>
      </div>
      <details>
        <summary><spring:message code="load.how"/></summary>
        <p><spring:message code="load.how.text"/></p>
        <t:sources files="house/load/SmallContainer.java house/load/LoadController.java house/load/Burst.java house/load.xml js/load.js"/>
      </details>
    </section>

    <section id="recipe">
      <h2><c:out value="${recipe.title}"/></h2>
      <details>
        <summary><spring:message code="recipe.show"/></summary>
        <%-- HTML of our own README --%>
        <div class="document"><c:out value="${recipe.html}" escapeXml="false"/></div>
      </details>
    </section>

    <section id="patterns">
      <h2><spring:message code="home.patterns"/></h2>
      <p><spring:message code="home.patterns.hint"/></p>
      <p class="fieldset" data-scripted hidden>
        <label><spring:message code="home.delay"/>
          <input id="delay" type="number" min="0" max="10000" step="100" value="1000" aria-describedby="delay-hint"></label>
        <span class="hint" id="delay-hint"><spring:message code="home.delay.hint"/></span>
      </p>
      <table class="grid" id="grid">
        <thead><tr>
          <th scope="col"><spring:message code="home.pattern"/></th>
          <c:forEach items="body,view,error,timeout,rejected" var="outcome">
            <th scope="col"><spring:message code="home.outcome.${outcome}"/></th>
          </c:forEach>
        </tr></thead>
        <t:pattern name="blocking" statuses="200,200,500,none,none" files="rooms/blocking/BlockingController.java rooms/blocking.xml"/>
        <t:pattern name="callable" statuses="200,200,500,late,503" files="rooms/callable/CallableController.java web/mvc.xml"/>
        <t:pattern name="task" statuses="200,200,500,fallback,503" files="rooms/task/TaskController.java guard/executors.xml">
          <label data-scripted hidden><spring:message code="home.executor"/>
            <select id="executor"><option>partner</option><option>reports</option><option>tiny</option></select></label>
        </t:pattern>
        <t:pattern name="database" statuses="200,200,none,late,none" files="rooms/database/DatabaseController.java rooms/database.xml">
          <p><a href="<c:url value="/database"/>"><spring:message code="pattern.database.more"/></a></p>
        </t:pattern>
        <t:pattern name="deferred" statuses="quote,200,500,fallback,503" files="rooms/deferred/DeferredController.java rooms/deferred.xml"/>
        <%-- no cells: its answers do not end --%>
        <tbody>
          <tr>
            <th scope="row">
              <span class="name">stream</span>
              <p><spring:message code="pattern.stream.when"/></p>
              <t:pattern-links name="stream" files="rooms/stream/QuoteStreamController.java rooms/stream.xml"/>
            </th>
            <td colspan="5"><a href="<c:url value="/stream"/>"><spring:message code="pattern.stream.more"/></a></td>
          </tr>
        </tbody>
        <t:pattern name="report" statuses="lines,none,failedLine,none,none" files="rooms/report/ReportController.java rooms/report.xml"
                   paths="/report?steps=5,none,/report?steps=5&failAt=3,none,none"/>
        <t:pattern name="export" statuses="200,none,none,none,none" files="rooms/export/ExportController.java rooms/export.xml"
                   paths="/export/rows.csv?rows=5,none,none,none,none"/>
        <t:pattern name="context" statuses="200,none,none,none,none" files="rooms/context/ContextController.java web/filters/context.xml"
                   paths="/context/callable,none,none,none,none">
          <p class="more"><c:forEach items="task,deferred,reactive,lost" var="path">
            <a class="cell ok" data-outcome="body" href="<c:url value="/context/${path}"/>"><code>/context<wbr>/<c:out value="${path}"/></code></a>
          </c:forEach></p>
        </t:pattern>
        <t:pattern name="reactive" statuses="200,200,500,fallback,503" files="rooms/reactive/ReactiveController.java rooms/reactive.xml">
          <p><a href="<c:url value="/reactive"/>"><spring:message code="pattern.reactive.more"/></a></p>
        </t:pattern>
      </table>
    </section>

    <t:figures/>

    <div class="rooms">
      <section id="quotes" data-url="<c:url value="/deferred/quotes"/>">
        <spring:message code="quotes.source.${source}" var="by"/>
        <h2><spring:message code="quotes.title" arguments="${by}"/></h2>
        <p><spring:message code="quotes.text" arguments="${by}"/></p>
        <c:if test="${fn:startsWith(pageContext.request.queryString, 'published')}"><p class="finding" role="status"><spring:message code="quotes.published" arguments="${by}"/></p></c:if>
        <div class="halves">
          <div>
            <form class="fieldset" id="publish" method="post" action="<c:url value="/quotes"/>">
              <t:token/>
              <label><spring:message code="quotes.symbol"/>
                <input name="symbol" required pattern="[A-Z0-9.]{1,12}" maxlength="12" value="YOURS"
                       title="<spring:message code="quotes.symbol.hint"/>"></label>
              <label><spring:message code="quotes.price"/>
                <input name="price" type="number" required min="0.0001" max="999999999" step="any" value="42.00"></label>
              <button type="button" class="first" id="park-publish" data-scripted hidden><spring:message code="quotes.park.publish"/></button>
              <button type="button" id="park" data-scripted hidden><spring:message code="quotes.park"/></button>
              <button><spring:message code="quotes.publish"/></button>
            </form>
            <div class="result">
              <p class="finding" id="released"></p>
              <ol class="lanes" id="parked-lanes"></ol>
            </div>
            <div class="runs"></div>
            <p class="hint"><spring:message code="quotes.ticker"/>&#32;<code>-Devents.ticker.period=0</code></p>
          </div>
          <div>
            <h3><spring:message code="quotes.live"/></h3>
            <p><spring:message code="quotes.live.text"/></p>
            <p class="fieldset">
              <button type="button" id="live-start" data-scripted hidden><spring:message code="quotes.live.start"/></button>
              <button type="button" id="live-stop" data-scripted hidden disabled><spring:message code="quotes.live.stop"/></button>
              <a href="<c:url value="/deferred/quotes"/>"><spring:message code="quotes.live.plain"/></a>
            </p>
            <p class="state" id="live-state"></p>
            <ol class="quotes" id="live"></ol>
          </div>
        </div>
        <t:sources files="rooms/deferred/LongPollController.java rooms/deferred/Waiters.java feed/QuoteLog.java rooms/quotes/QuotesController.java feed/source/${source}.xml"/>
      </section>

      <c:set var="request" value="${pageContext.request}"/>
      <c:set var="base" value="${request.scheme}://${request.serverName}:${request.serverPort}${request.contextPath}"/>
      <section id="compare">
        <h2><spring:message code="compare.title"/></h2>
        <p><spring:message code="compare.text"/></p>
        <p><spring:message code="compare.threads"/>&#32;<code>mvn tomcat7:run -Dmaven.tomcat.threads=4</code></p>
        <p class="fieldset"><button type="button" class="first" id="compare-run" data-scripted hidden><spring:message code="compare.run"/></button></p>
        <div class="result">
          <p class="finding" id="compare-finding"></p>
          <div class="halves">
            <c:forEach items="blocking,callable" var="pattern">
              <div data-url="<c:url value="/${pattern}/body"/>">
                <h3><c:out value="${pattern}"/></h3>
                <ol class="lanes"></ol>
                <p class="probe"></p>
                <div class="drawn"></div>
              </div>
            </c:forEach>
          </div>
        </div>
        <p class="hint"><spring:message code="compare.limit"/></p>
        <pre tabindex="0">for p in blocking callable; do
  for i in $(seq 250); do curl -s -o /dev/null "<c:out value="${base}"/>/$p/body?delay=5000" &amp; done
  sleep 1; curl -s -o /dev/null -w "$p: %{time_total} s\n" <c:out value="${base}"/>/status; wait
done</pre>
      </section>

      <section id="pools" data-url="<c:url value="/task/body"/>">
        <h2><spring:message code="pools.title"/></h2>
        <p><spring:message code="pools.text"/></p>
        <p class="fieldset"><button type="button" class="first" id="fill" data-scripted hidden><spring:message code="pools.run"/></button></p>
        <div class="result">
          <p class="finding" id="pools-finding"></p>
          <ol class="lanes" id="pool-lanes"></ol>
          <div class="halves" id="pools-drawn"></div>
        </div>
        <p class="hint"><spring:message code="pools.limit"/></p>
        <pre tabindex="0">for i in $(seq 30); do curl -s -o /dev/null -w '%{http_code} ' \
  '<c:out value="${base}"/>/task/body?executor=reports&amp;delay=1000' &amp; done; wait</pre>
      </section>

      <section id="upload">
        <h2><spring:message code="upload.title"/></h2>
        <p><spring:message code="upload.text"/></p>
        <form class="fieldset" id="upload-form" method="post" enctype="multipart/form-data" action="<c:url value="/callable/upload"><c:param name="_csrf" value="${_csrf.token}"/></c:url>">
          <label><spring:message code="upload.file"><spring:argument value="${limit / 1048576}"/></spring:message> <input type="file" name="file" required></label>
          <button><spring:message code="upload.send"/></button>
        </form>
        <div class="runs"></div>
        <t:sources files="rooms/callable/UploadController.java"/>
      </section>

      <section id="orders">
        <h2><spring:message code="orders.title"/></h2>
        <p><spring:message code="orders.text"/></p>
        <p><a href="<c:url value="/orders"/>"><spring:message code="orders.link"/></a></p>
        <t:pattern-links name="orders" files="rooms/orders/OrdersController.java rooms/orders.xml"/>
      </section>
    </div>
  </div>

  <details>
    <summary><spring:message code="page.configuration"/></summary>
    <p class="links">
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
  </details>

  <p id="announce" role="status" class="unseen"></p>
  <%@ include file="script.jspf" %>
  <%@ include file="timeline.jspf" %>
</t:page>
