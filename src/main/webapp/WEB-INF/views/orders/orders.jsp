<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<spring:message code="orders.title" var="title"/>
<t:page title="${title}" current="/orders">
  <p class="lead"><spring:message code="orders.text"/></p>
  <t:documents names="which patterns"/>
  <form class="fieldset" method="post" action="<c:url value="/orders"/>">
    <t:token/>
    <label><spring:message code="orders.symbol"/>
      <input name="symbol" required pattern="[A-Z0-9.]{1,12}" maxlength="12" value="ACME"
             title="<spring:message code="quotes.symbol.hint"/>"></label>
    <label><spring:message code="orders.quantity"/>
      <input name="quantity" type="number" required min="1" max="1000000" value="10"></label>
    <label><spring:message code="orders.delay"/>
      <input name="delay" type="number" required min="0" max="10000" value="1000" aria-describedby="delay-hint"></label>
    <button><spring:message code="orders.place"/></button>
    <p class="hint" id="delay-hint"><spring:message code="orders.delay.hint"/></p>
  </form>
  <t:pattern-links name="orders" files="rooms/orders/OrdersController.java rooms/orders/OrderGateway.java rooms/orders/OrderStore.java feed/orders.xml"/>
  <h2><spring:message code="orders.held"/></h2>
  <c:choose>
    <c:when test="${empty orders}"><p><spring:message code="orders.none"/></p></c:when>
    <c:otherwise>
      <div class="scroll"><table class="plain">
        <thead><tr>
          <th scope="col"><spring:message code="orders.id"/></th>
          <th scope="col"><spring:message code="orders.symbol"/></th>
          <th scope="col" class="number"><spring:message code="orders.quantity"/></th>
          <th scope="col" class="number"><spring:message code="orders.price"/></th>
          <th scope="col"><spring:message code="orders.status"/></th>
        </tr></thead>
        <tbody>
        <c:forEach items="${orders}" var="order">
          <tr>
            <td class="wide"><a href="<c:url value="/orders/${order.id}"/>"><code><c:out value="${order.id}"/></code></a></td>
            <td data-label="<spring:message code="orders.symbol"/>"><c:out value="${order.symbol}"/></td>
            <td class="number" data-label="<spring:message code="orders.quantity"/>"><c:out value="${order.quantity}"/></td>
            <td class="number" data-label="<spring:message code="orders.price"/>"><c:out value="${order.price}" default="–"/></td>
            <td data-label="<spring:message code="orders.status"/>"><spring:message code="orders.status.${order.status}"/></td>
          </tr>
        </c:forEach>
        </tbody>
      </table></div>
    </c:otherwise>
  </c:choose>
</t:page>
