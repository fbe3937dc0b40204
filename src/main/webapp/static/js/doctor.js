// Looks at a file's size before it is sent, and copies a line by a click.

const form = document.getElementById('doctor-form');
const large = document.getElementById('too-large');

function look() {
  const file = form.elements.file.files[0];
  large.hidden = !file || file.size <= Number(form.dataset.limit);
  if (!large.hidden) {
    document.getElementById('larger').open = true;
  }
}

form.elements.file.addEventListener('change', look);
form.addEventListener('submit', event => {
  look();
  if (!large.hidden) {
    event.preventDefault();
    large.scrollIntoView({block: 'nearest'});
  }
});

// by the selection: navigator.clipboard is there on https and localhost alone
document.querySelectorAll('.copy').forEach(button => {
  button.hidden = false;
  button.addEventListener('click', () => {
    getSelection().selectAllChildren(button.parentElement.querySelector('code'));
    if (document.execCommand('copy')) {
      button.textContent = button.dataset.done;
      document.getElementById('announce').textContent = button.dataset.done;
    }
  });
});
