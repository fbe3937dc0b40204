<!-- region forward -->
<jsp:forward page="/offer.do">
  <jsp:param name="item" value="tea"/>
</jsp:forward>
<!-- endregion -->
