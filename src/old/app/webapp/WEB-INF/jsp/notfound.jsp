<%@ page contentType="text/html;charset=UTF-8" %>
<p>There is no such thing.</p>
