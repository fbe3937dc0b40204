<%-- A pattern's row of the grid: a status, or "none", for each outcome, and the path in the room where it is not the outcome's name; the body holds the row's own controls. --%>
<%@ tag body-content="scriptless" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="name" required="true" %>
<%@ attribute name="statuses" required="true" %>
<%@ attribute name="source" required="true" %>
<%@ attribute name="xml" required="true" %>
<%@ attribute name="paths" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<tbody data-running="<spring:message code="pattern.${name}.running"/>">
  <tr>
    <th scope="row">
      <span class="name"><c:out value="${name}"/></span>
      <p><spring:message code="pattern.${name}.when"/></p>
      <p class="links">
        <a href="<c:url value="/source/org/asyncshowcase/${name}/${source}"/>"><c:out value="${source}"/></a>
        <a href="<c:url value="/source/webapp/spring/${xml}"/>"><c:out value="${fn:substringAfter(xml, '/')}"/></a>
      </p>
      <jsp:doBody/>
    </th>
    <c:forEach items="body,view,error,timeout,rejected" var="outcome" varStatus="column">
      <c:set var="status" value="${fn:split(statuses, ',')[column.index]}"/>
      <c:set var="path" value="${empty paths ? outcome : fn:split(paths, ',')[column.index]}"/>
      <c:choose>
        <c:when test="${status eq 'none'}">
          <td class="none"><span aria-hidden="true">–</span><span class="unseen"><spring:message code="home.none"/></span></td>
        </c:when>
        <c:otherwise>
          <td><a class="cell" data-outcome="${outcome}" href="<c:url value="/${name}/"/><c:out value="${path}"/>">
            <span class="status"><spring:message code="status.${status}"/></span>
            <code><c:out value="/${name}"/><wbr><c:out value="/${fn:split(path, '?')[0]}"/></code></a></td>
        </c:otherwise>
      </c:choose>
    </c:forEach>
  </tr>
  <tr class="answers" hidden><td colspan="6"><div class="runs"></div></td></tr>
</tbody>
