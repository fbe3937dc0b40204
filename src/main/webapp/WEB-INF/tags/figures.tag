<%-- The live figures, filled in by status.js. --%>
<%@ tag body-content="empty" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<aside id="figures" aria-labelledby="figures-title">
  <h2 id="figures-title"><spring:message code="figures.title"/></h2>
  <p class="hint"><spring:message code="figures.hint"/>&#32;<a href="<c:url value="/status"/>"><code>/status</code></a></p>
  <div data-scripted hidden>
    <table>
      <thead><tr>
        <th scope="col"><spring:message code="figures.executor"/></th>
        <th scope="col"><spring:message code="figures.active"/></th>
        <th scope="col"><spring:message code="figures.queued"/></th>
        <th scope="col"><spring:message code="figures.rejected"/></th>
      </tr></thead>
      <tbody id="executors"></tbody>
    </table>
    <dl>
      <dt><spring:message code="figures.parked"/></dt><dd id="parked">–</dd>
      <dt><spring:message code="figures.waiting"/></dt><dd id="waiting">–</dd>
      <dt><spring:message code="figures.streams"/></dt><dd id="streams">–</dd>
      <dt><spring:message code="figures.dropped"/></dt><dd id="dropped">–</dd>
      <dt><spring:message code="figures.readers"/></dt><dd id="readers">–</dd>
      <dt><spring:message code="figures.requested"/></dt><dd id="requested">–</dd>
      <dt><spring:message code="figures.emitted"/></dt><dd id="emitted">–</dd>
      <dt><spring:message code="figures.quotes"/></dt><dd id="seen">–</dd>
      <dt><spring:message code="figures.broker"/></dt><dd id="broker">–</dd>
    </dl>
    <p id="stale" class="problem"></p>
  </div>
</aside>
