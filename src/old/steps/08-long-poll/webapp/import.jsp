<%@ page contentType="text/html;charset=UTF-8" %>
<p><button>Import</button> <span></span></p>
<script>
  // region polling
  function ask(path, method, then) {
    var request = new XMLHttpRequest();
    request.open(method, path);
    request.onload = function () { then(request.responseText); };
    request.send();
  }
  function awaitEnd(id) {
    ask('job.do?id=' + id, 'GET', function (state) {
      document.querySelector('span').textContent = state;
      if (state === 'running') { awaitEnd(id); }
    });
  }
  document.querySelector('button').onclick = function () {
    ask('import.do', 'POST', awaitEnd);
  };
  // endregion
</script>
