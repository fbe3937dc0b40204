<%-- Code in a box that scrolls, and with the script doctor a button that copies it. --%>
<%@ tag body-content="empty" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="code" required="true" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<div class="fix"><pre tabindex="0" lang="en"><code><c:out value="${code}"/></code></pre>
  <button type="button" class="copy" hidden data-done="<spring:message code="doctor.copied"/>"><spring:message code="doctor.copy"/></button></div>
