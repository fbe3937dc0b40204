<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<t:page title="database">
  <t:answer value="${answer}"/>
</t:page>
