// The live figures: once a second while the tab is visible.

import {byId, copyOf, millis, pause, text} from './page.js';

const PERIOD_MILLIS = 1000;
// Integer.MAX_VALUE: what nobody is refused
const NO_LIMIT = 2147483647;
const url = document.querySelector('#figures a').href;
const rows = new Map();

function row(name) {
  if (!rows.has(name)) {
    const added = copyOf('executor-row');
    added.querySelector('th').textContent = name;
    byId('executors').append(added);
    rows.set(name, added);
  }
  return rows.get(name);
}

function showExecutor(name, {active, pool, queued, queue, rejected}) {
  const cells = row(name);
  const bar = cells.querySelector('progress');
  cells.querySelector('.active').textContent = `${active}/${pool}`;
  bar.max = pool;
  bar.value = active;
  cells.querySelector('.queued').textContent = queue === NO_LIMIT ? queued : `${queued}/${queue}`;
  cells.querySelector('.rejected').textContent = rejected;
  cells.classList.toggle('full', active === pool);
}

function show(status) {
  Object.keys(status.executors).forEach(name => showExecutor(name, status.executors[name]));
  byId('parked').textContent = status.parked;
  byId('waiting').textContent = status.waitingForQuotes;
  byId('streams').textContent = status.streams;
  byId('dropped').textContent = status.droppedStreams;
  byId('readers').textContent = status.reactive.open;
  byId('requested').textContent = millis(status.reactive.requested);
  byId('emitted').textContent = millis(status.reactive.emitted);
  byId('seen').textContent = status.quotes;
  byId('broker').textContent = text(status.brokerConnected ? 'connected' : 'away');
  byId('stale').textContent = '';
}

async function ask() {
  try {
    const response = await fetch(url, {cache: 'no-store', headers: {Accept: 'application/json'}});
    show(await response.json());
  } catch (failure) {
    byId('stale').textContent = text('stale');
  }
}

async function watch() {
  while (true) {
    if (!document.hidden) {
      await ask();
    }
    await pause(PERIOD_MILLIS);
  }
}

watch();
