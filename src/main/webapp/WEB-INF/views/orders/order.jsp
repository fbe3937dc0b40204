<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<spring:message code="orders.order" var="title"/>
<t:page title="${title}" current="/orders">
  <p class="lead"><spring:message code="orders.${order.status}"/></p>
  <dl class="fields">
    <dt><spring:message code="orders.id"/></dt><dd><c:out value="${order.id}"/></dd>
    <dt><spring:message code="orders.symbol"/></dt><dd><c:out value="${order.symbol}"/></dd>
    <dt><spring:message code="orders.quantity"/></dt><dd><c:out value="${order.quantity}"/></dd>
    <dt><spring:message code="orders.status"/></dt><dd><spring:message code="orders.status.${order.status}"/></dd>
    <dt><spring:message code="orders.price"/></dt>
    <dd><c:choose>
      <c:when test="${not empty order.price}"><c:out value="${order.price}"/></c:when>
      <c:when test="${order.pending}"><spring:message code="orders.price.pending"/></c:when>
      <c:otherwise><spring:message code="orders.price.none"/></c:otherwise>
    </c:choose></dd>
  </dl>
  <p class="actions">
    <%-- an empty address is this page's own --%>
    <c:if test="${order.pending}"><a href=""><spring:message code="orders.again"/></a></c:if>
    <a href="<c:url value="/orders"/>"><spring:message code="orders.back"/></a>
  </p>
</t:page>
