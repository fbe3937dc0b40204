// The live list of a page, by the one EventSource that all tabs share.

import {announce, byId, price, text} from './page.js';
import {place} from './connections.js';
import {join as enter} from './quote-hub.js';

const SHOWN = 10;
const url = new URL(document.querySelector('[data-events]').dataset.events, location.href).href;
const list = byId('live');

let hub = null;
let last = null;
let release = null;

/** The port to the worker, of which there is one for each address; a browser without SharedWorker has its hub in the page. At once: Stop finds a hub to leave. */
function connect() {
  if (window.SharedWorker) {
    return new SharedWorker(new URL('quote-hub.js', import.meta.url), {type: 'module', name: url}).port;
  }
  // as the ports of a MessageChannel, but at once: there is no later for a page that is left
  const ours = {postMessage: data => theirs.onmessage({data})};
  const theirs = {postMessage: data => ours.onmessage({data})};
  enter(theirs);
  return ours;
}

function item(content, kind) {
  const line = document.createElement('li');
  line.className = kind;
  line.textContent = content;
  list.prepend(line);
  Array.from(list.children).slice(SHOWN).forEach(old => old.remove());
}

function show({quote, gap, state, tabs}) {
  if (quote) {
    last = quote.id;
    document.querySelectorAll('.live-last').forEach(place => { place.textContent = last; });
    item(`${last}  ${price(quote)}`, 'quote');
  } else if (gap) {
    item(text('liveGap'), 'gap');
  } else {
    const message = {
      connecting: () => text('streamConnecting'),
      open: () => (tabs === 1 ? text('streamOpenOne') : text('streamOpen', tabs)),
      resuming: () => text('streamResuming', last || '–'),
      refused: () => text('streamRefused')
    }[state]();
    byId('live-state').textContent = message;
    announce(message);
  }
}

async function start() {
  byId('live-start').disabled = true;
  byId('live-state').textContent = text('waiting');
  release = await place();
  toggle(true);
  hub = hub || connect();
  hub.onmessage = ({data}) => release && show(data);
  join();
}

/** The hub sends what came last, and goes on from there. */
function join() {
  list.textContent = '';
  hub.postMessage(url);
}

function stop() {
  toggle(false);
  hub.postMessage(null);
  release();
  release = null;
  byId('live-state').textContent = text('streamStopped');
}

function toggle(on) {
  byId('live-start').disabled = on;
  byId('live-stop').disabled = !on;
  (on ? byId('live-stop') : byId('live-start')).focus();
}

byId('live-start').addEventListener('click', start);
byId('live-stop').addEventListener('click', stop);
// a worker is not notified that a tab has been closed, and a page that is kept for the way back keeps its connections
window.addEventListener('pagehide', () => hub && hub.postMessage(null));
window.addEventListener('pageshow', event => event.persisted && release && hub && join());
byId('live-state').textContent = text('liveIdle');
