// The export, counted as it comes: bytes and rows. The length in bytes is not known, the number of rows is.

import {announce, byId, millis, seconds, shown, text} from './page.js';
import {place} from './connections.js';
import {parts} from './body.js';

const LINE_FEED = 10;
const room = byId('export');
const form = room.querySelector('form');
const fetchButton = form.querySelector('.fetch');
const cancel = form.querySelector('.cancel');
const bar = room.querySelector('progress');
const state = room.querySelector('.state');

let asked = null;

const megabytes = bytes => millis(bytes / 1e6);

function lineFeeds(part) {
  let count = 0;
  for (let at = part.indexOf(LINE_FEED); at >= 0; at = part.indexOf(LINE_FEED, at + 1)) {
    count++;
  }
  return count;
}

/** Resolves with what is to be said in the end. */
async function read(rows, signal) {
  const started = performance.now();
  let bytes = 0;
  // the first line holds the names
  let received = -1;
  const say = name => text(name, millis(Math.max(0, received)), megabytes(bytes), seconds(performance.now() - started), millis(rows));
  try {
    const response = await fetch(`${form.action}?rows=${rows}`, {cache: 'no-store', signal});
    if (!response.ok) {
      return text('refused', response.status);
    }
    for await (const part of parts(response)) {
      bytes += part.length;
      received += lineFeeds(part);
      bar.value = received;
      state.textContent = say('exportRunning');
    }
  } catch (failure) {
    if (signal.aborted) {
      return say('exportCancelled');
    }
  }
  return say(received === rows ? 'exportDone' : 'exportCut');
}

fetchButton.addEventListener('click', async () => {
  const rows = Number(form.elements.rows.value);
  asked = new AbortController();
  fetchButton.disabled = true;
  cancel.disabled = false;
  cancel.focus();
  shown(room.querySelector('.result'));
  room.querySelector('.finding').textContent = '';
  state.textContent = text('waiting');
  bar.value = 0;
  bar.max = rows;
  const release = await place();
  const message = await read(rows, asked.signal);
  release();
  room.querySelector('.finding').textContent = message;
  announce(message);
  state.textContent = '';
  fetchButton.disabled = false;
  if (document.activeElement === cancel) {
    fetchButton.focus();
  }
  cancel.disabled = true;
});
cancel.addEventListener('click', () => asked.abort());
