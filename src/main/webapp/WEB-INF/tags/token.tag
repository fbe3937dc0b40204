<%-- The token of a form: what this page has, and a page of another site has not. In an upload it is a parameter of the address:
     the parts are read too late for it. --%>
<%@ tag body-content="empty" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<input type="hidden" name="_csrf" value="<c:out value="${_csrf.token}"/>">
