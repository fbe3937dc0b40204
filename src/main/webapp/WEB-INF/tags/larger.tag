<%-- What to do with a file that is too large for the doctor's page: the command. --%>
<%@ tag body-content="empty" pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<p><spring:message code="doctor.larger"/></p>
<t:fix code="java -cp 'target/async-showcase/WEB-INF/classes:target/async-showcase/WEB-INF/lib/*' org.asyncshowcase.house.doctor.Doctor FILE"/>
