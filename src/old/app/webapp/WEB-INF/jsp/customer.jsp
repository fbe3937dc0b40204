<%@ page contentType="text/html;charset=UTF-8" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<p id="customer"><c:out value="${name}"/>, <c:out value="${discount}"/>:
<c:forEach items="${purchases}" var="each"><c:out value="${each}"/> </c:forEach></p>
