// The live list: one long poll after the other, each with the cursor of the last answer. While the tab is hidden, or
// other requests need its connection, it lets go and comes back with the cursor: nothing is lost.

import {brokenText, byId, pause, price, text} from './page.js';
import {place} from './connections.js';

const SHOWN = 10;
const RETRY_MILLIS = 2000;
const url = byId('quotes').dataset.url;
const list = byId('live');

let wanted = false;
let following = false;
let cursor = null;
let poll = new AbortController();

const say = message => {
  byId('live-state').textContent = message;
};

function item(content, kind) {
  const line = document.createElement('li');
  line.className = kind;
  line.textContent = content;
  list.prepend(line);
}

function show(backlog) {
  if (backlog.gap) {
    item(text('liveGap'), 'gap');
  }
  const shown = backlog.quotes.slice(-SHOWN);
  if (shown.length < backlog.quotes.length) {
    item(text('liveMissed', backlog.quotes.length, shown.length), 'gap');
  }
  shown.forEach(quote => item(`${quote.id}  ${price(quote)}`, 'quote'));
  Array.from(list.children).slice(SHOWN).forEach(old => old.remove());
  cursor = backlog.last;
}

async function ask() {
  poll = new AbortController();
  say(cursor ? text('liveParked', cursor) : text('liveFirst'));
  const address = cursor ? `${url}?after=${encodeURIComponent(cursor)}` : url;
  const response = await fetch(address, {cache: 'no-store', headers: {Accept: 'application/json'}, signal: poll.signal});
  if (response.status === 200) {
    show(await response.json());
  } else if (response.status === 204) {
    // no quote in time; what comes before the next poll is after this
    cursor = response.headers.get('Last-Event-ID');
  } else {
    throw new Error(response.status);
  }
}

async function follow() {
  if (following) {
    return;
  }
  following = true;
  while (wanted && !document.hidden) {
    say(text('waiting'));
    const release = await place(() => poll.abort());
    try {
      if (wanted) {
        await ask();
      }
    } catch (failure) {
      if (failure.name !== 'AbortError') {
        say(brokenText(failure));
        await pause(RETRY_MILLIS);
      }
    } finally {
      release();
    }
  }
  following = false;
  say(cursor ? text('liveStopped', cursor) : text('liveIdle'));
}

function want(on) {
  wanted = on;
  byId('live-start').disabled = on;
  byId('live-stop').disabled = !on;
  (on ? byId('live-stop') : byId('live-start')).focus();
  if (on) {
    follow();
  } else {
    poll.abort();
  }
}

byId('live-start').addEventListener('click', () => want(true));
byId('live-stop').addEventListener('click', () => want(false));
document.addEventListener('visibilitychange', () => (document.hidden ? poll.abort() : wanted && follow()));
