<%@ page contentType="text/html;charset=UTF-8" %>
<p>Something went wrong.</p>
