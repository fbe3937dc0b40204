// The log, followed live: the last lines in a box that scrolls along, unless its reader has scrolled up.

import {brokenText, byId, pause, text} from './page.js';
import {place, send} from './connections.js';
import {lines} from './body.js';

const SHOWN = 200;
const RETRY_MILLIS = 2000;
const room = byId('log');
const box = room.querySelector('.log');
const state = room.querySelector('.state');
const start = room.querySelector('.start');
const stop = room.querySelector('.stop');

let asked = null;

function show(line) {
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 5;
  box.append(document.createElement('div'));
  box.lastElementChild.textContent = line;
  if (box.children.length > SHOWN) {
    box.firstElementChild.remove();
  }
  if (atEnd) {
    box.scrollTop = box.scrollHeight;
  }
}

async function read(signal) {
  const response = await fetch(room.dataset.url, {cache: 'no-store', signal});
  if (!response.ok) {
    throw new Error(response.status);
  }
  // what is held comes again
  box.textContent = '';
  for await (const line of lines(response)) {
    // an empty line is the heartbeat
    if (line) {
      show(line);
    }
    state.textContent = text('logFollowing', box.children.length);
  }
  state.textContent = text('logAgain');
}

/** Says nothing once it is stopped: another may follow by then. */
async function follow(signal) {
  const stopped = new Promise(resolve => signal.addEventListener('abort', resolve));
  state.textContent = text('waiting');
  const release = await place();
  while (!signal.aborted) {
    try {
      await read(signal);
    } catch (failure) {
      if (!signal.aborted) {
        state.textContent = brokenText(failure);
      }
    }
    await Promise.race([pause(RETRY_MILLIS), stopped]);
  }
  release();
}

function toggle(on) {
  start.disabled = on;
  stop.disabled = !on;
  (on ? stop : start).focus();
  box.hidden = box.hidden && !on;
}

function begin() {
  asked = new AbortController();
  toggle(true);
  follow(asked.signal);
}

start.addEventListener('click', begin);
stop.addEventListener('click', () => {
  asked.abort();
  toggle(false);
  state.textContent = text('streamStopped');
});
// a page that is kept for the way back keeps its connections too
window.addEventListener('pagehide', () => asked && asked.abort());
window.addEventListener('pageshow', event => event.persisted && start.disabled && begin());
room.querySelector('.failure').addEventListener('click', event => {
  event.preventDefault();
  // what it answers is the grid's matter; what it logs is to be seen here
  send(event.target.href, {}, {spare: true}).catch(() => { state.textContent = text('stale'); });
});
state.textContent = text('liveIdle');
