<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<t:page title="Orders">
  <h1>Orders</h1>
  <form method="post" action="<c:url value="/orders"/>">
    <label>Symbol <input name="symbol" required pattern="[A-Z0-9.]{1,12}" value="ACME"></label>
    <label>Quantity <input name="quantity" type="number" required min="1" max="1000000" value="10"></label>
    <label>Delay in ms <input name="delay" type="number" required min="0" max="60000" value="1000"></label>
    <button>Order</button>
  </form>
  <ul>
    <c:forEach items="${orders}" var="order">
      <li><a href="<c:url value="/orders/${order.id}"/>"><c:out value="${order.quantity} ${order.symbol}"/></a>
        <c:out value="${order.status}"/></li>
    </c:forEach>
  </ul>
</t:page>
