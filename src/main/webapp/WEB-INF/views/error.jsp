<%@ page contentType="text/html; charset=UTF-8" session="false" isErrorPage="true" %>
<%-- isErrorPage: any other JSP answers 405 itself, since Tomcat 8.5, where the method is not GET, HEAD or POST --%>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<spring:message code="error.title.${problem.status}" text="${problem.title}" var="title"/>
<spring:message code="error.lead.other" var="other"/>
<t:page title="${problem.status} ${title}">
  <p class="lead"><spring:message code="error.lead.${problem.status}" text="${other}"/></p>
  <%-- the detail is what JSON clients get, and the log has: one language --%>
  <p><spring:message code="error.detail"/>&#32;<span lang="en"><c:out value="${problem.detail}"/></span></p>
  <p><spring:message code="error.path"/>&#32;<code><c:out value="${problem.path}"/></code></p>
  <c:set var="doctor" value="${problem.status eq 413 and fn:endsWith(problem.path, '/doctor')}"/>
  <c:if test="${doctor}"><t:larger/></c:if>
  <c:if test="${problem.status ge 500}"><t:documents names="messages limits"/></c:if>
  <p class="actions">
    <%-- an empty address is this page's own, with its parameters --%>
    <c:if test="${problem.status eq 503 and pageContext.request.method eq 'GET'}">
      <a href=""><spring:message code="error.again"/></a>
    </c:if>
    <c:if test="${doctor}"><a href="<c:url value="/doctor"/>"><spring:message code="doctor.back"/></a></c:if>
    <a href="<c:url value="/"/>"><spring:message code="page.home"/></a>
  </p>
</t:page>
