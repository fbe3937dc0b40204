<%@ page contentType="text/html; charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<t:page title="Upload">
  <h1>Upload</h1>
  <dl class="answer">
    <dt>name</dt><dd><c:out value="${upload.name}"/></dd>
    <dt>size</dt><dd><c:out value="${upload.size}"/></dd>
    <dt>sha256</dt><dd><c:out value="${upload.sha256}"/></dd>
  </dl>
</t:page>
