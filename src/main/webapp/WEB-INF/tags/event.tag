<%-- What an event of a timeline means, and the page of its type in the Javadoc, which opens at the method. --%>
<%@ tag body-content="empty" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="name" required="true" %>
<%@ attribute name="in" required="true" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<a data-event="<c:out value="${name}"/>" href="<c:out value="${in}/${fn:substringBefore(name, '.')}.html#:~:text=${fn:replace(fn:substringAfter(name, '.'), 'Returned', '')}"/>"><spring:message code="timeline.${name}"/></a>
