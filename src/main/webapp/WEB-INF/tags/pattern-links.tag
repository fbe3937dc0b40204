<%-- Beside what runs a pattern: its code, what to copy, and what a client that waits costs. --%>
<%@ tag body-content="empty" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="name" required="true" %>
<%@ attribute name="files" required="true" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<dl class="pattern-links">
  <dt><spring:message code="pattern.code"/></dt>
  <dd><t:sources files="${files}"/></dd>
  <dt><spring:message code="pattern.copy"/></dt>
  <dd><a href="<c:url value="/take-home/${name}"/>"><spring:message code="pattern.copy.list"/></a>
    <a href="<c:url value="/take-home/${name}-bare.zip"/>"><c:out value="${name}-bare.zip"/></a></dd>
  <dt><spring:message code="pattern.cost"/></dt>
  <dd><spring:message code="pattern.${name}.cost"/>&#32;<a href="<c:url value="/docs/limits"/>" lang="en">docs/limits</a></dd>
</dl>
