<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<t:page title="Order">
  <h1>Order</h1>
  <dl class="answer">
    <dt>id</dt><dd><c:out value="${order.id}"/></dd>
    <dt>symbol</dt><dd><c:out value="${order.symbol}"/></dd>
    <dt>quantity</dt><dd><c:out value="${order.quantity}"/></dd>
    <dt>status</dt><dd><c:out value="${order.status}"/></dd>
    <dt>price</dt><dd><c:out value="${order.price}"/></dd>
    <dt>rendered under</dt><dd><c:out value="${dispatcherType}"/></dd>
  </dl>
</t:page>
