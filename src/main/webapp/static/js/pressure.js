// A reader that reads a part and pauses, beside what the server says it has made for it.

import {announce, byId, millis, pause, text} from './page.js';
import {place} from './connections.js';
import {parts} from './body.js';

const PAUSE_MILLIS = 500;
const LINE_FEED = 10;
const room = byId('pressure');
const state = room.querySelector('.state');
const [slow, fast, stop] = ['.slow', '.fast', '.stop'].map(name => room.querySelector(name));
const status = document.querySelector('#figures a').href;

let asked = null;
let hurry = false;
let rows = 0;
/** The rows that were read when the user stopped: what was made is asked after that, so that it is the larger figure. */
let counted = null;
let figures = null;

/** What the server has made for this reader; it may have others of its kind: the one that has most is ours. */
async function look() {
  const {reactive} = await (await fetch(status, {cache: 'no-store', headers: {Accept: 'application/json'}})).json();
  figures = reactive.streams.filter(each => each.stream === 'ndjson')
      .reduce((most, each) => (each.emitted > most.emitted ? each : most), figures);
}

async function watch(signal) {
  while (!signal.aborted) {
    await look().catch(() => {});
    state.textContent = text('pressureRunning', millis(rows), millis(figures.requested), millis(figures.emitted));
    await pause(PAUSE_MILLIS);
  }
}

/** Resolves with what is to be said in the end. */
async function read(signal) {
  try {
    const response = await fetch(room.dataset.url, {cache: 'no-store', signal, headers: {Accept: 'application/x-ndjson'}});
    if (!response.ok) {
      return text('refused', response.status);
    }
    for await (const part of parts(response)) {
      rows += part.filter(byte => byte === LINE_FEED).length;
      if (!hurry) {
        await pause(PAUSE_MILLIS);
      }
    }
  } catch (failure) {
    // by the user, or the connection has broken: what has come is all there is
  }
  const read = counted === null ? rows : counted;
  // of a stream that has ended by itself the server tells no more figures, and what it made has been read
  const made = Math.max(read, figures.emitted);
  return text('pressureOver', millis(read), millis(made), millis(made - read));
}

function busy(on) {
  slow.disabled = on;
  fast.disabled = !on;
  stop.disabled = !on;
  (on ? stop : slow).focus();
}

slow.addEventListener('click', async () => {
  asked = new AbortController();
  hurry = false;
  rows = 0;
  counted = null;
  figures = {requested: 0, emitted: 0};
  slow.disabled = true;
  room.querySelector('.finding').textContent = '';
  state.textContent = text('waiting');
  const release = await place();
  busy(true);
  watch(asked.signal);
  const message = await read(asked.signal);
  asked.abort();
  release();
  busy(false);
  room.querySelector('.finding').textContent = message;
  announce(message);
});
fast.addEventListener('click', () => { hurry = true; });
stop.addEventListener('click', async () => {
  stop.disabled = true;
  counted = rows;
  await look().catch(() => {});
  asked.abort();
});
// a page that is kept for Back would keep its connection, too
window.addEventListener('pagehide', () => asked && asked.abort());
