// A source, or the list of what to copy, opens beside the page. The browser's Back closes it: what was run is still there.

const SOURCE = /\/(?:source|static\/js)\/.*\.(java|xml|js|jspf?|tag|md)$/;
const LIST = /\/take-home\/[a-z]+$/;
/** What highlight.js calls them; the others are shown as they are. */
const LANGUAGES = {java: 'java', xml: 'xml', js: 'javascript', jsp: 'xml', jspf: 'xml', tag: 'xml', md: 'markdown'};

const panel = document.getElementById('panel');
const title = document.getElementById('panel-title');
const [close, tab, content] = ['button', 'a', 'div'].map(name => panel.querySelector(name));

let opener = null;
let shown = null;
let library = null;

/** Loaded with the first source. */
function highlighter() {
  library = library || new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL('../../highlight/highlight.min.js', import.meta.url);
    script.onload = () => resolve(self.hljs);
    script.onerror = reject;
    document.head.append(script);
  });
  return library;
}

/** Without the library the text has one colour. */
async function colour(code, type) {
  try {
    code.innerHTML = (await highlighter()).highlight(code.textContent, {language: LANGUAGES[type]}).value;
  } catch (failure) {
    library = null;
  }
}

/** @return what the file is, as elements: our own page's part, or text */
function parsed(path, body) {
  if (LIST.test(path)) {
    const page = new DOMParser().parseFromString(body, 'text/html');
    return [page.querySelector('h1').textContent, document.importNode(page.querySelector('article'), true)];
  }
  const pre = document.createElement('pre');
  pre.tabIndex = 0;
  const code = pre.appendChild(document.createElement('code'));
  code.textContent = body;
  colour(code, SOURCE.exec(path)[1]);
  return [path.slice(path.lastIndexOf('/') + 1), pre];
}

async function show(path) {
  shown = path;
  const response = await fetch(path, {headers: {Accept: 'text/html, text/plain, */*'}});
  const body = await response.text();
  // meanwhile its reader went on
  if (shown !== path) {
    return;
  }
  const [name, part] = parsed(path, body);
  title.textContent = name;
  tab.href = path;
  content.replaceChildren(part);
  panel.hidden = false;
  panel.scrollTop = 0;
  document.documentElement.classList.add('beside');
  title.focus();
  if (opener && !panel.contains(opener)) {
    opener.scrollIntoView({block: 'nearest'});
  }
}

function hide() {
  shown = null;
  if (!panel.hidden) {
    panel.hidden = true;
    content.replaceChildren();
    document.documentElement.classList.remove('beside');
    if (opener && opener.isConnected) {
      opener.focus();
    }
  }
}

const steps = () => (history.state && history.state.steps) || 0;

document.addEventListener('click', event => {
  const link = event.target.closest('a[href]');
  if (!link || link === tab || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
    return;
  }
  const {origin, pathname} = new URL(link.href);
  if (origin === location.origin && (SOURCE.test(pathname) || LIST.test(pathname))) {
    event.preventDefault();
    if (!panel.contains(link)) {
      opener = link;
    }
    history.pushState({panel: pathname, steps: steps() + 1}, '');
    show(pathname);
  }
});

/** Where the page was before the first of what was shown. Hidden at once: a second Escape would go back once more. */
close.addEventListener('click', () => {
  hide();
  if (steps()) {
    history.go(-steps());
  }
});
addEventListener('keydown', event => {
  if (event.key === 'Escape' && !panel.hidden) {
    close.click();
  }
});

const follow = () => (history.state && history.state.panel ? show(history.state.panel) : hide());
addEventListener('popstate', follow);
follow();

document.querySelectorAll('#recipe details').forEach(details => details.addEventListener('toggle', () => {
  details.querySelectorAll('code[class^=language-]').forEach(code => colour(code, code.className.slice('language-'.length)));
}, {once: true}));
