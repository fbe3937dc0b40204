<%@ page contentType="text/html;charset=UTF-8" %>
<p>Too many ask just now. Please try again.</p>
