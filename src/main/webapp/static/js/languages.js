// A page in another language opens at the place where it was left: what stands behind the # is known to the browser alone.

document.querySelectorAll('.languages a').forEach(link => {
  link.addEventListener('click', () => { link.hash = location.hash; });
});
