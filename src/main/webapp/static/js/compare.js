// The same five requests, blocking and then callable, and how long a short request takes meanwhile on the sixth connection.

import {announce, byId, disabledDuring, millis, text} from './page.js';
import {place} from './connections.js';
import {lane} from './lanes.js';
import {probe} from './probe.js';
import {figureIn, newId, recorded, showEnd} from './timeline.js';

const REQUESTS = 5;
const WORK_MILLIS = 2000;
// a short request that takes a quarter of the work has waited for it
const QUEUED_MILLIS = WORK_MILLIS / 4;

const room = byId('compare');
const halves = Array.from(room.querySelectorAll('[data-url]'));

function ask(half, number, address) {
  return lane(half.querySelector('.lanes'), text('request', number), address, {
    scale: 2 * WORK_MILLIS,
    running: 'asked',
    spare: true,
    outcome: ({response, millis: time}) => text('done', response.status, millis(time))
  });
}

async function measure(half) {
  const ids = Array.from({length: REQUESTS}, newId);
  const work = Promise.all(ids.map((id, index) =>
    ask(half, index + 1, recorded(`${half.dataset.url}?delay=${WORK_MILLIS}`, id))));
  const slowest = await probe(half.querySelector('.probe'), work);
  await showEnd(figureIn(half.querySelector('.drawn')), ids[0]);
  return slowest;
}

function finding([behindBlocking, behindCallable]) {
  return text(behindBlocking < QUEUED_MILLIS ? 'compareSpare' : 'compareQueued',
      REQUESTS, millis(behindBlocking), millis(behindCallable));
}

async function compare() {
  const slowest = [];
  const places = await Promise.all(Array.from({length: REQUESTS}, () => place()));
  try {
    for (const half of halves) {
      slowest.push(await measure(half));
    }
    return finding(slowest);
  } catch (failure) {
    return text('compareFailed');
  } finally {
    places.forEach(leave => leave());
  }
}

async function show() {
  byId('compare-finding').textContent = '';
  halves.forEach(half => half.querySelectorAll('.lanes, .probe, .drawn').forEach(each => { each.textContent = ''; }));
  const message = await compare();
  byId('compare-finding').textContent = message;
  announce(message);
}

byId('compare-run').addEventListener('click', () => disabledDuring(show, byId('compare-run')));
