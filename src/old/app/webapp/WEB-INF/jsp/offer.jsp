<%@ page contentType="text/html;charset=UTF-8" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<p id="offer"><c:out value="${item}"/> for <c:out value="${price}"/></p>
<p id="seen"><c:forEach items="${seen}" var="each"><c:out value="${each}"/> </c:forEach></p>
