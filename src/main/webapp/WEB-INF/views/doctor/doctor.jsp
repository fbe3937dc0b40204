<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<spring:message code="doctor.title" var="title"/>
<t:page title="${title}" current="/doctor" script="doctor">
  <p class="lead"><spring:message code="doctor.text"/></p>
  <form class="fieldset" id="doctor-form" method="post" enctype="multipart/form-data" data-limit="${limit}" action="<c:url value="/doctor"><c:param name="_csrf" value="${_csrf.token}"/></c:url>#findings">
    <label><spring:message code="doctor.file"><spring:argument value="${limit / 1048576}"/></spring:message> <input type="file" name="file" required></label>
    <button><spring:message code="doctor.send"/></button>
    <p class="hint"><spring:message code="doctor.kept"/></p>
  </form>
  <div role="alert">
    <div id="too-large" hidden>
      <p class="problem"><spring:message code="doctor.tooLarge"><spring:argument value="${limit / 1048576}"/></spring:message></p>
    </div>
  </div>
  <details id="larger">
    <summary><spring:message code="doctor.larger.title"><spring:argument value="${limit / 1048576}"/></spring:message></summary>
    <t:larger/>
  </details>
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
    <c:if test="${empty findings}"><p><spring:message code="doctor.none"/></p></c:if>
    <c:forEach items="${gathered}" var="each">
      <section class="found ${each.severity}">
        <h3><span class="severity"><spring:message code="doctor.severity.${each.severity}"/></span> <c:out value="${each.message}"/></h3>
        <p class="places"><c:set var="last" value=""/><c:forEach items="${each.findings}" var="finding" varStatus="place"><c:if
            test="${not place.first}">; </c:if><c:if test="${finding.file ne last}"><code><c:out value="${finding.file}"/></code>
          </c:if><c:out value="${finding.place}"/><c:set var="last" value="${finding.file}"/></c:forEach></p>
        <p><spring:message code="doctor.fix"/><c:if test="${empty each.code}">&#32;<c:out value="${each.words}"/></c:if></p>
        <c:if test="${not empty each.code}">
          <t:fix code="${each.code}"/>
          <c:if test="${not empty each.words}"><p><c:out value="${each.words}"/></p></c:if>
        </c:if>
        <p class="links"><spring:message code="doctor.link"/>&#32;<a href="<c:url value="/${fn:replace(each.link, '.md#', '#')}"/>"><c:out value="${each.link}"/></a></p>
      </section>
    </c:forEach>
  </c:if>
  <p id="announce" role="status" class="unseen"></p>
  <t:sources files="house/doctor/Doctor.java house/doctor/WebXml.java house/doctor/SpringXml.java house/doctor/ServerXml.java house/doctor/Library.java house/doctor/Calls.java house/doctor/Classes.java"/>
  <t:documents names="doctor migration messages"/>
</t:page>
