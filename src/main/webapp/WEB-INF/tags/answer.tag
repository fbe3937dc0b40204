<%@ tag body-content="empty" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="value" required="true" type="org.asyncshowcase.Answer" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<dl class="answer">
  <dt>pattern</dt><dd><c:out value="${value.pattern}"/></dd>
  <dt>outcome</dt><dd><c:out value="${value.outcome}"/></dd>
  <dt>answer</dt><dd><c:out value="${value.answer}"/></dd>
  <dt>requestThread</dt><dd><c:out value="${value.requestThread}"/></dd>
  <dt>workerThread</dt><dd><c:out value="${value.workerThread}"/></dd>
  <dt>rendered under</dt><dd><c:out value="${dispatcherType}"/></dd>
</dl>
