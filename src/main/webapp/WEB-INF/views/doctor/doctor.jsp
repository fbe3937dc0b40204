<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<spring:message code="doctor.title" var="title"/>
<t:page title="${title}" current="/doctor">
  <p class="lead"><spring:message code="doctor.text"/></p>
  <form class="fieldset" method="post" enctype="multipart/form-data" action="<c:url value="/doctor"/>#findings">
    <label><spring:message code="doctor.file"/> <input type="file" name="file" required></label>
    <button><spring:message code="doctor.send"/></button>
    <p class="hint"><spring:message code="doctor.kept"/></p>
  </form>
  <t:sources files="house/doctor/Doctor.java house/doctor/WebXml.java house/doctor/SpringXml.java house/doctor/ServerXml.java house/doctor/Library.java house/doctor/Calls.java house/doctor/Classes.java"/>
  <t:documents names="doctor migration messages"/>
  <c:if test="${findings ne null}">
    <c:set var="errors" value="0"/><c:set var="warnings" value="0"/><c:set var="hints" value="0"/>
    <c:forEach items="${findings}" var="finding">
      <c:choose>
        <c:when test="${finding.severity eq 'error'}"><c:set var="errors" value="${errors + 1}"/></c:when>
        <c:when test="${finding.severity eq 'warning'}"><c:set var="warnings" value="${warnings + 1}"/></c:when>
        <c:otherwise><c:set var="hints" value="${hints + 1}"/></c:otherwise>
      </c:choose>
    </c:forEach>
    <h2 id="findings"><c:out value="${file}"/>: <spring:message code="doctor.summary"><spring:argument
        value="${errors + 0}"/><spring:argument value="${warnings + 0}"/><spring:argument value="${hints + 0}"/></spring:message></h2>
    <c:choose>
      <c:when test="${empty findings}"><p><spring:message code="doctor.none"/></p></c:when>
      <c:otherwise>
        <%-- what programs get, too: one language --%>
        <div class="scroll"><table class="plain">
          <thead><tr>
            <th scope="col"><spring:message code="doctor.place"/></th>
            <th scope="col"><spring:message code="doctor.severity"/></th>
            <th scope="col"><spring:message code="doctor.message"/></th>
            <th scope="col"><spring:message code="doctor.fix"/></th>
            <th scope="col"><spring:message code="doctor.link"/></th>
          </tr></thead>
          <tbody>
          <c:forEach items="${findings}" var="finding">
            <tr>
              <td class="wide"><code><c:out value="${finding.file}"/></code> <span lang="en"><c:out value="${finding.place}"/></span></td>
              <td class="severity ${finding.severity}" data-label="<spring:message code="doctor.severity"/>"><spring:message code="doctor.severity.${finding.severity}"/></td>
              <td class="wide" lang="en"><c:out value="${finding.message}"/></td>
              <td class="wide fix" lang="en"><code><c:out value="${finding.fix}"/></code></td>
              <td><a href="<c:url value="/${fn:replace(finding.link, '.md#', '#')}"/>"><c:out value="${finding.link}"/></a></td>
            </tr>
          </c:forEach>
          </tbody>
        </table></div>
      </c:otherwise>
    </c:choose>
  </c:if>
</t:page>
