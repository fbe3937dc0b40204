<%-- Some forms: a row each, with its type and its path; types.js runs a link in place, below its row. --%>
<%@ tag body-content="empty" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="name" required="true" %>
<%@ attribute name="rows" required="true" %>
<%@ attribute name="files" required="true" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<h3><spring:message code="textbook.forms.${name}"/></h3>
<div class="scroll">
  <table class="plain">
    <thead><tr>
      <th scope="col"><spring:message code="reactive.types.type"/></th>
      <th scope="col"><spring:message code="reactive.types.url"/></th>
      <th scope="col"><spring:message code="reactive.types.about"/></th>
    </tr></thead>
    <tbody>
      <c:forEach items="${rows}" var="row">
        <c:set var="type" value="${fn:substringBefore(row, ' ')}"/>
        <c:set var="path" value="${fn:substringAfter(row, ' ')}"/>
        <tr><th scope="row"><c:out value="${type}"/></th>
          <td><a href="<c:url value="/textbook/${path}"/>"><c:out value="/textbook/${path}"/></a></td>
          <td class="wide"><spring:message code="textbook.form.${fn:replace(path, '/', '.')}"/></td></tr>
      </c:forEach>
    </tbody>
  </table>
</div>
<t:sources files="${files}"/>
