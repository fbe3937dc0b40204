<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<spring:message code="socket.title" var="title"/>
<t:page title="${title}" current="/socket" script="socket">
  <p class="lead"><spring:message code="socket.lead"/></p>
  <t:documents names="streams proxies"/>
  <noscript><p class="hint"><spring:message code="home.noscript"/></p></noscript>

  <div class="desk">
    <div class="rooms">
      <section id="five">
        <h2><spring:message code="socket.five.title"/></h2>
        <p><spring:message code="socket.five.text"/></p>
        <p class="fieldset">
          <button type="button" class="first start" data-scripted hidden><spring:message code="socket.start"/></button>
          <button type="button" class="cut" data-scripted hidden disabled><spring:message code="socket.cut"/></button>
          <button type="button" class="stop" data-scripted hidden disabled><spring:message code="socket.stop"/></button>
          <label data-scripted hidden><spring:message code="socket.transport"/>
            <select>
              <option value=""><spring:message code="socket.transport.any"/></option>
              <option>websocket</option>
              <option>xhr-streaming</option>
              <option>eventsource</option>
              <option>xhr-polling</option>
            </select></label>
          <a href="<c:url value="/"/>#quotes"><spring:message code="stream.quotes.publish"/></a>
        </p>
        <p class="finding"></p>
        <div class="ways">
          <c:forTokens items="poll=/deferred/quotes sse=/stream/quotes flux=/reactive/flux websocket=/socket/websocket sockjs=/socket" delims=" " var="entry">
            <c:set var="parts" value="${entry.split('=')}"/>
            <div data-way="<c:out value="${parts[0]}"/>">
              <h3><spring:message code="socket.way.${parts[0]}"/></h3>
              <p><code><c:out value="${parts[1]}"/></code></p>
              <p class="state"></p>
              <ol class="quotes"></ol>
            </div>
          </c:forTokens>
        </div>
        <p class="hint"><spring:message code="socket.timeline"/></p>
        <div class="drawn"></div>
        <t:pattern-links name="socket" files="rooms/socket/QuoteMessages.java rooms/socket/SocketSessions.java rooms/socket/SocketGate.java rooms/socket/SlowClients.java rooms/socket/SocketUpgrade.java js/socket.js js/sockjs-recorded.js rooms/socket.xml"/>
      </section>

      <section id="order">
        <h2><spring:message code="socket.order.title"/></h2>
        <p><spring:message code="socket.order.text"/></p>
        <form class="fieldset">
          <label><spring:message code="orders.symbol"/>
            <input name="symbol" required pattern="[A-Z0-9.]{1,12}" maxlength="12" value="ACME"
                   title="<spring:message code="quotes.symbol.hint"/>"></label>
          <label><spring:message code="orders.quantity"/>
            <input name="quantity" type="number" required min="1" max="1000000" value="10"></label>
          <button data-scripted hidden disabled><spring:message code="orders.place"/></button>
        </form>
        <p class="finding"></p>
        <t:sources files="rooms/orders/OrderMessages.java security/VisitorFilter.java"/>
      </section>
    </div>
    <t:figures/>
  </div>

  <p id="announce" role="status" class="unseen"></p>
  <%@ include file="/WEB-INF/views/home/script.jspf" %>
  <%@ include file="/WEB-INF/views/home/timeline.jspf" %>
</t:page>
