// A burst that the server sends to itself, one pattern after the other; beside each, short requests of the browser's own.

import {announce, average, byId, clock, disabledDuring, millis, seconds, text} from './page.js';
import {place, send} from './connections.js';
import {drawLoad} from './load-drawing.js';
import {probe} from './probe.js';

const UNKNOWN = -1;
const OK = 200;
const REFUSED = 503;
const form = byId('load').querySelector('form');
const button = form.querySelector('button');
const state = byId('load').querySelector('.state');
const finding = byId('load-finding');
const sides = Array.from(byId('load').querySelectorAll('[data-pattern]'));

const ends = ({exchanges}) => exchanges.map(({at, millis: took}) => at + took);

/** The most that was seen of this figure. */
const most = (load, figure) => Math.max(...load.samples.map(sample => sample[figure]));

/** Each sample stands until the next one, the last until the last answer. The most alone may have been for a moment. */
function mean({samples, exchanges}) {
  const until = Math.max(...ends({exchanges}), 1);
  return samples.reduce((sum, {at, threads}, index) =>
    sum + threads * ((index + 1 < samples.length ? samples[index + 1].at : Math.max(until, at)) - at), 0) / until;
}

const held = load => (most(load, 'threads') === UNKNOWN ? '–'
    : text('loadHeldMost', millis(most(load, 'threads')), average(mean(load))));

const count = ({exchanges}, status) => exchanges.filter(each => each.status === status).length;

/** Resolves with the answer to a burst of the form's requests. */
async function ask(pattern, more = {}) {
  const wanted = Object.assign({pattern}, Object.fromEntries(new FormData(form)), more);
  const {response, body} = await send(form.action, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', Accept: 'application/json'},
    body: JSON.stringify(wanted)
  }, {spare: true});
  if (!response.ok) {
    throw new Error(response.status);
  }
  return JSON.parse(body);
}

/** Resolves with the burst, and the ms of the slowest short request beside it. */
async function burst(side) {
  const {pattern} = side.dataset;
  // code that runs for the first time is slow, and holds its thread longer
  await ask(pattern, {delay: 0});
  const work = ask(pattern);
  const [load, slowest] = await Promise.all([work, probe(side.querySelector('.probe'), work)]);
  return Object.assign(load, {slowest});
}

function field(fields, name, value) {
  fields.appendChild(document.createElement('dt')).textContent = text(name);
  fields.appendChild(document.createElement('dd')).textContent = value;
}

/** The median and the longest time of the requests that were answered 200. */
function times({exchanges}) {
  const sorted = exchanges.filter(each => each.status === OK).map(each => each.millis).sort((one, other) => one - other);
  return sorted.length === 0 ? '–'
      : text('loadMillis', millis(sorted[Math.floor(sorted.length / 2)]), millis(sorted[sorted.length - 1]));
}

function show(side, load) {
  const fields = side.querySelector('.fields');
  fields.textContent = '';
  field(fields, 'loadHeld', held(load));
  field(fields, 'loadExecutor', text('loadQueued', most(load, 'active'), load.executorThreads, most(load, 'queued')));
  const [answered, refused] = [count(load, OK), count(load, REFUSED)];
  field(fields, 'loadAnswers', text('loadCounts', answered, refused, load.exchanges.length - answered - refused));
  field(fields, 'loadTimes', times(load));
  side.querySelector('figure').hidden = false;
}

async function run() {
  finding.textContent = '';
  sides.forEach(side => {
    side.querySelector('figure').hidden = true;
    side.querySelector('.probe').textContent = '';
  });
  const loads = [];
  const leave = await place();
  try {
    for (const side of sides) {
      const stop = clock(time => { state.textContent = text('running', side.dataset.pattern, seconds(time)); });
      loads.push(await burst(side).finally(stop));
      show(side, loads[loads.length - 1]);
      // on one scale: what came before is drawn anew
      const until = Math.max(...loads.map(load => Math.max(...ends(load))), 1);
      loads.forEach((load, index) => drawLoad(sides[index].querySelector('figure'), load, until));
    }
    const [blocking, callable, reactive] = loads;
    return text('loadDone', held(blocking), millis(blocking.slowest), held(callable), millis(callable.slowest),
        count(callable, REFUSED), held(reactive), millis(reactive.slowest), blocking.exchanges.length);
  } catch (failure) {
    return /^\d+$/.test(failure.message) ? text('refused', failure.message) : text('compareFailed');
  } finally {
    leave();
    state.textContent = '';
  }
}

form.addEventListener('submit', event => {
  event.preventDefault();
  disabledDuring(async () => {
    finding.textContent = await run();
    announce(finding.textContent);
  }, button);
});
