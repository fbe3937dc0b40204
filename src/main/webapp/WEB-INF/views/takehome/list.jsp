<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<spring:message code="takehome.title" arguments="${pattern}" var="title"/>
<t:page title="${title}">
  <%-- panel.js shows this part beside another page: no ids --%>
  <article class="copied">
    <p><spring:message code="takehome.text"/></p>
    <t:documents names="take-home guard limits"/>
    <h2><spring:message code="takehome.bare"/></h2>
    <p><spring:message code="takehome.bare.text"/></p>
    <t:copied taken="${bare}" archive="${pattern}-bare"/>
    <h2><spring:message code="takehome.guarded"/></h2>
    <p><spring:message code="takehome.guarded.text"/></p>
    <t:copied taken="${guarded}" archive="${pattern}-guarded"/>
  </article>
</t:page>
