// A client that leaves while it is written to: the browser breaks off a report, and the timeline shows who was notified.

import {announce, byId, disabledDuring, text} from './page.js';
import {place} from './connections.js';
import {lines} from './body.js';
import {figureIn, look, newId, recorded, showEnd} from './timeline.js';

const LINES = 5;
const room = byId('leaves');
const button = room.querySelector('button');

/** Reads some lines, and goes. */
async function leave(url) {
  const leaving = new AbortController();
  let count = 0;
  try {
    for await (const line of lines(await fetch(url, {cache: 'no-store', signal: leaving.signal}))) {
      count += line ? 1 : 0;
      if (count === LINES) {
        leaving.abort();
      }
    }
  } catch (failure) {
    if (!leaving.signal.aborted) {
      throw failure;
    }
  }
}

function finding({events}) {
  const failed = events.filter(event => event.name === 'sendReturned').pop();
  const told = events.find(event => event.name === 'onError');
  if (!failed || !told) {
    return text('leavesUntold');
  }
  const dispatched = events.slice(events.indexOf(told)).some(event => event.name === 'doFilter');
  return text(dispatched ? 'leavesDispatched' : 'leavesEnded', failed.thread, told.thread);
}

async function show() {
  const id = newId();
  room.querySelector('.drawn').textContent = '';
  room.querySelector('.finding').textContent = '';
  const release = await place();
  let message = '';
  try {
    await leave(recorded(room.dataset.url, id));
    await showEnd(figureIn(room.querySelector('.drawn')), id);
    message = finding(await look(id));
  } catch (failure) {
    message = text('compareFailed');
  } finally {
    release();
  }
  room.querySelector('.finding').textContent = message;
  announce(message);
}

button.addEventListener('click', () => disabledDuring(show, button));
