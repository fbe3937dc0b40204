<%@ tag body-content="empty" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="value" required="true" type="org.asyncshowcase.rooms.example.Answer" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<p class="lead"><spring:message code="answer.text.${value.pattern}"/></p>
<dl class="fields">
  <dt>pattern</dt><dd><c:out value="${value.pattern}"/></dd>
  <dt>outcome</dt><dd><c:out value="${value.outcome}"/></dd>
  <dt>answer</dt><dd><spring:message message="${value.text}"/></dd>
  <dt>requestThread</dt><dd><c:out value="${value.requestThread}"/></dd>
  <dt>workerThread</dt><dd><c:out value="${value.workerThread}"/></dd>
  <dt><spring:message code="answer.rendered"/></dt><dd><c:out value="${dispatcherType}"/></dd>
</dl>
<p class="actions"><a href="<c:url value="/"/>"><spring:message code="page.home"/></a></p>
