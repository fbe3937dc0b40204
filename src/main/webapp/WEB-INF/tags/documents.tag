<%-- Links to documents, by their names in docs. --%>
<%@ tag body-content="empty" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="names" required="true" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<p class="links"><spring:message code="docs.read"/>
  <c:forTokens items="${names}" delims=" " var="name">&#32;<a href="<c:url value="/docs/${name}"/>" lang="en"><c:out value="docs/${name}"/></a></c:forTokens>
</p>
