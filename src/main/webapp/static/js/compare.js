// The same five requests, blocking and then callable, and how long a short request takes meanwhile on the sixth connection.

import {announce, byId, disabledDuring, millis, pause, text} from './page.js';
import {place, send} from './connections.js';
import {lane} from './lanes.js';
import {figureIn, newId, recorded, showEnd} from './timeline.js';

const REQUESTS = 5;
const WORK_MILLIS = 2000;
const PROBE_PERIOD_MILLIS = 200;
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

/** Asks for the figures, one time after the other, until the work is over; resolves with the ms of the slowest. */
async function probe(half, work) {
  const status = byId('figures').querySelector('a').href;
  const meter = half.querySelector('.probe');
  let over = false;
  let slowest = 0;
  work.then(() => { over = true; });
  for (let count = 1; !over; count++) {
    await pause(PROBE_PERIOD_MILLIS);
    const {millis: time} = await send(status, {}, {spare: true});
    slowest = Math.max(slowest, time);
    meter.textContent = text('probe', count, millis(slowest));
  }
  return slowest;
}

async function measure(half) {
  const ids = Array.from({length: REQUESTS}, newId);
  const work = Promise.all(ids.map((id, index) =>
    ask(half, index + 1, recorded(`${half.dataset.url}?delay=${WORK_MILLIS}`, id))));
  const slowest = await probe(half, work);
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
