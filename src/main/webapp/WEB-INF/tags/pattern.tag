<%-- A pattern's row of the grid: a status, or "none", for each outcome, and the paths where they are not the outcomes' names in the room; the body holds the row's own controls. --%>
<%@ tag body-content="scriptless" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="name" required="true" %>
<%@ attribute name="files" required="true" %>
<%@ attribute name="statuses" required="true" %>
<%@ attribute name="paths" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<tbody data-running="<spring:message code="pattern.${name}.running"/>">
  <tr>
    <th scope="row">
      <span class="name"><c:out value="${name}"/></span>
      <p><spring:message code="pattern.${name}.when"/></p>
      <jsp:doBody/>
      <t:pattern-links name="${name}" files="${files}"/>
    </th>
    <c:forEach items="body,view,error,timeout,rejected" var="outcome" varStatus="column">
      <c:set var="room" value="/${name}/${outcome}"/>
      <c:set var="status" value="${fn:split(statuses, ',')[column.index]}"/>
      <c:set var="path" value="${empty paths ? room : fn:split(paths, ',')[column.index]}"/>
      <c:choose>
        <c:when test="${status eq 'none'}">
          <td class="none"><span aria-hidden="true">–</span><span class="unseen"><spring:message code="home.none"/></span></td>
        </c:when>
        <c:otherwise>
          <c:set var="meaning" value="${status eq '500' or status eq 'failedLine' ? 'failed' : status eq '503' or status eq 'late' ? 'refused' : 'ok'}"/>
          <td><a class="cell ${meaning}" data-outcome="${outcome}" href="<c:out value="${pageContext.request.contextPath}${path}"/>">
            <span class="status"><spring:message code="status.${status}"/></span>
            <c:set var="rest" value="${fn:substringAfter(fn:split(path, '?')[0], name)}"/>
            <code><c:out value="/${name}"/><wbr><c:out value="${rest}"/></code></a></td>
        </c:otherwise>
      </c:choose>
    </c:forEach>
  </tr>
  <tr class="answers" hidden><td colspan="6"><div class="runs"></div></td></tr>
</tbody>
