<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<spring:message code="reactive.title" var="title"/>
<t:page title="${title}" current="/reactive" script="reactive">
  <p class="lead"><spring:message code="reactive.lead"/></p>
  <t:documents names="reactive"/>
  <noscript><p class="hint"><spring:message code="home.noscript"/></p></noscript>

  <div class="desk">
    <div class="rooms">
      <section id="types">
        <h2><spring:message code="reactive.types.title"/></h2>
        <p><spring:message code="reactive.types.text"/></p>
        <div class="scroll">
          <table class="plain">
            <thead><tr>
              <th scope="col"><spring:message code="reactive.types.type"/></th>
              <th scope="col"><spring:message code="reactive.types.url"/></th>
              <th scope="col"><spring:message code="reactive.types.about"/></th>
            </tr></thead>
            <tbody>
              <c:forEach items="Mono mono?delay=1000,Flux list?count=3,Flux ndjson?count=5,Single single?delay=1000,Flowable flowable?count=5,CompletionStage future?delay=1000,ListenableFuture listenable?delay=1000" var="row">
                <c:set var="type" value="${fn:substringBefore(row, ' ')}"/>
                <c:set var="path" value="${fn:substringAfter(row, ' ')}"/>
                <c:set var="name" value="${fn:substringBefore(path, '?')}"/>
                <tr><th scope="row"><c:out value="${type}"/></th>
                  <td><a href="<c:url value="/reactive/"/><c:out value="${path}"/>"><c:out value="/reactive/${path}"/></a></td>
                  <td class="wide"><spring:message code="reactive.types.${name}"/></td></tr>
              </c:forEach>
            </tbody>
          </table>
        </div>
        <t:pattern-links name="reactive" files="rooms/reactive/ReactiveController.java rooms/reactive/OtherTypesController.java rooms/reactive/LinesController.java rooms/reactive.xml"/>
      </section>

      <section id="client">
        <h2><spring:message code="reactive.client.title"/></h2>
        <p><spring:message code="reactive.client.text"/></p>
        <form class="fieldset" action="<c:url value="/reactive/client"/>">
          <label><spring:message code="reactive.client.delay"/>
            <input name="delay" type="number" required min="0" max="10000" step="100" value="1000"></label>
          <c:forEach items="fail,late" var="field">
            <label><spring:message code="reactive.client.${field}"/>
              <select name="${field}">
                <option value=""><spring:message code="reactive.client.none"/></option>
                <option>price</option><option>stock</option><option>rating</option>
              </select></label>
          </c:forEach>
          <button type="button" class="first" data-scripted hidden><spring:message code="reactive.client.run"/></button>
          <button><spring:message code="reactive.client.one" arguments="WebClient"/></button>
          <button formaction="<c:url value="/blocking/client"/>"><spring:message code="reactive.client.one" arguments="RestTemplate"/></button>
        </form>
        <p class="finding"></p>
        <div class="halves">
          <c:forEach items="reactive,blocking" var="room">
            <div data-url="<c:url value="/${room}/client"/>">
              <h3><c:out value="/${room}/client"/></h3>
              <div class="runs"></div>
            </div>
          </c:forEach>
        </div>
        <t:sources files="rooms/reactive/ClientController.java rooms/reactive/ClientConnections.java rooms/blocking/ClientController.java rooms/reactive.xml"/>
      </section>

      <section id="flux" data-events="<c:url value="/reactive/flux"/>">
        <h2><spring:message code="reactive.flux.title"/></h2>
        <p><spring:message code="reactive.flux.text"/></p>
        <p class="fieldset">
          <button type="button" class="first" id="live-start" data-scripted hidden><spring:message code="quotes.live.start"/></button>
          <button type="button" id="live-stop" data-scripted hidden disabled><spring:message code="quotes.live.stop"/></button>
          <a href="<c:url value="/reactive/flux"/>"><spring:message code="stream.quotes.plain"/></a>
        </p>
        <p class="state" id="live-state"></p>
        <ol class="quotes" id="live"></ol>
        <t:sources files="rooms/reactive/QuoteFluxController.java rooms/reactive/QuoteFlux.java js/quote-hub.js"/>
      </section>

      <section id="pressure" data-url="<c:url value="/reactive/ndjson?count=100000000&amp;size=1000"/>">
        <h2><spring:message code="reactive.pressure.title"/></h2>
        <p><spring:message code="reactive.pressure.text"/></p>
        <p class="fieldset">
          <button type="button" class="first slow" data-scripted hidden><spring:message code="reactive.pressure.slow"/></button>
          <button type="button" class="fast" data-scripted hidden disabled><spring:message code="reactive.pressure.fast"/></button>
          <button type="button" class="stop" data-scripted hidden disabled><spring:message code="reactive.pressure.stop"/></button>
          <a href="<c:url value="/reactive/ndjson?count=10"/>"><spring:message code="reactive.pressure.plain"/></a>
        </p>
        <p class="state"></p>
        <p class="finding"></p>
        <t:sources files="rooms/reactive/LinesController.java rooms/reactive/Reader.java"/>
      </section>
    </div>
    <t:figures/>
  </div>

  <p id="announce" role="status" class="unseen"></p>
  <%@ include file="/WEB-INF/views/home/script.jspf" %>
  <%@ include file="/WEB-INF/views/home/timeline.jspf" %>
</t:page>
