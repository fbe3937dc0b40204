// A burst that the server sends to itself, blocking and then callable, and how long the short request after it waits.

import {announce, byId, clock, disabledDuring, millis, seconds, text, time} from './page.js';
import {place, send} from './connections.js';
import {drawLoad, drawWaits} from './load-drawing.js';

const OK = 200;
const REFUSED = 503;
const section = byId('load');
const form = section.querySelector('form');
const button = form.querySelector('button');
const state = section.querySelector('.state');
const finding = byId('load-finding');
const waits = byId('load-waits');
const more = byId('load-more');
const sides = Array.from(section.querySelectorAll('[data-pattern]'));
let loads = [];

const ends = ({exchanges}) => exchanges.map(({at, millis: took}) => at + took);

/** The most that was seen of this figure. */
const most = (load, figure) => Math.max(...load.samples.map(sample => sample[figure]));

const count = ({exchanges}, status) => exchanges.filter(each => each.status === status).length;

/** Resolves with the answer to a burst of the form's requests. */
async function ask(pattern, changed = {}) {
  const wanted = Object.assign({pattern}, Object.fromEntries(new FormData(form)), changed);
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

async function burst({dataset: {pattern}}) {
  // code that runs for the first time is slow, and holds its thread longer
  await ask(pattern, {delay: 0});
  return ask(pattern);
}

function field(fields, name, value) {
  fields.appendChild(document.createElement('dt')).textContent = text(name);
  fields.appendChild(document.createElement('dd')).textContent = value;
}

function show(side, load) {
  const fields = side.querySelector('.fields');
  fields.textContent = '';
  field(fields, 'loadContainer', text('loadOf', most(load, 'threads'), load.containerThreads));
  field(fields, 'loadExecutor', text('loadOf', most(load, 'active'), load.executorThreads));
  const [answered, refused] = [count(load, OK), count(load, REFUSED)];
  field(fields, 'loadAnswers', text('loadCounts', answered, refused, load.exchanges.length - answered - refused));
  field(fields, 'loadLast', text('ms', millis(Math.max(...ends(load)))));
}

/** On one scale: what came before is drawn anew. */
function draw() {
  if (loads.length > 0) {
    waits.hidden = false;
    more.hidden = false;
    drawWaits(waits, loads.map(({neighbour}, index) => ({pattern: sides[index].dataset.pattern, millis: neighbour.millis})));
    const until = Math.max(...loads.map(load => Math.max(...ends(load))), 1);
    loads.forEach((load, index) => more.open && drawLoad(sides[index].querySelector('figure'), load, until));
  }
}

async function run() {
  finding.textContent = '';
  waits.hidden = true;
  more.hidden = true;
  loads = [];
  const leave = await place();
  try {
    for (const side of sides) {
      const stop = clock(past => { state.textContent = text('running', side.dataset.pattern, seconds(past)); });
      loads.push(await burst(side).finally(stop));
      show(side, loads[loads.length - 1]);
      draw();
    }
    return text('loadDone', ...loads.map(({neighbour}) => time(neighbour.millis)));
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
more.addEventListener('toggle', draw);
new ResizeObserver(draw).observe(section);
