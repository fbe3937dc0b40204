<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<t:page title="${problem.title}">
  <h1><c:out value="${problem.status} ${problem.title}"/></h1>
  <p><c:out value="${problem.detail}"/></p>
  <p><code><c:out value="${problem.path}"/></code></p>
</t:page>
