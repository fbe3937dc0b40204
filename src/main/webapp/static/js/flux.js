// The quotes as a Flux gives them. For one tab: it keeps one of the browser's six connections while it runs.

import {announce, byId, price, text} from './page.js';
import {place} from './connections.js';

const SHOWN = 10;
const room = byId('flux');
const start = room.querySelector('.start');
const stop = room.querySelector('.stop');
const list = room.querySelector('.quotes');

let events = null;
let release = null;
let last = null;

function item(content, kind) {
  const line = document.createElement('li');
  line.className = kind;
  line.textContent = content;
  list.prepend(line);
  Array.from(list.children).slice(SHOWN).forEach(old => old.remove());
}

function say(message) {
  room.querySelector('.state').textContent = message;
  announce(message);
}

function toggle(on) {
  start.disabled = on;
  stop.disabled = !on;
  (on ? stop : start).focus();
}

start.addEventListener('click', async () => {
  start.disabled = true;
  say(text('waiting'));
  release = await place();
  toggle(true);
  list.textContent = '';
  events = new EventSource(room.dataset.events);
  events.onopen = () => say(text('fluxOpen'));
  // the browser comes again by itself, unless it was refused
  events.onerror = () => say(events.readyState === EventSource.CLOSED
      ? text('streamRefused') : text('streamResuming', last || '–'));
  events.onmessage = event => {
    last = event.lastEventId;
    item(`${last}  ${price(JSON.parse(event.data))}`, 'quote');
  };
  events.addEventListener('gap', () => item(text('liveGap'), 'gap'));
});
stop.addEventListener('click', () => {
  events.close();
  release();
  toggle(false);
  say(text('streamStopped'));
});
