// The page of the database: each experiment sends its own requests, and draws what became of them.

import './status.js';
import {announce, byId, copyOf, disabledDuring, millis, pause, text} from './page.js';
import {lane} from './lanes.js';
import {run} from './run.js';
import {figureIn, newId, recorded, showEnd} from './timeline.js';

const QUERIES = 5;
const QUERY_MILLIS = 800;
const LEFT_MILLIS = 2500;
const LEAVE_AFTER_MILLIS = 500;
const PERIOD_MILLIS = 50;
const status = byId('figures').querySelector('a').href;

async function databaseFigures() {
  const response = await fetch(status, {cache: 'no-store', headers: {Accept: 'application/json'}});
  return (await response.json()).database;
}

function begin(section) {
  section.querySelectorAll('.finding, .lanes, .drawn').forEach(each => { each.textContent = ''; });
}

function found(section, message) {
  section.querySelector('.finding').textContent = message;
  announce(message);
}

/** Five queries at once; resolves with how many were answered, and how many threads waited for a connection at most. */
async function crowd(half) {
  const ids = Array.from({length: QUERIES}, newId);
  let over = false;
  let waited = 0;
  const work = Promise.all(ids.map((id, index) =>
    lane(half.querySelector('.lanes'), text('request', index + 1), recorded(`${half.dataset.url}?delay=${QUERY_MILLIS}`, id), {
      scale: 4 * QUERY_MILLIS,
      running: 'asked',
      outcome: ({response, millis: time}) => text('done', response.status, millis(time))
    }))).finally(() => { over = true; });
  while (!over) {
    waited = Math.max(waited, (await databaseFigures()).waiting);
    await pause(PERIOD_MILLIS);
  }
  const answers = await work;
  const slowest = answers.map(answer => (answer ? answer.millis : 0));
  await showEnd(figureIn(half.querySelector('.drawn')), ids[slowest.indexOf(Math.max(...slowest))]);
  return {answered: answers.filter(answer => answer && answer.response.ok).length, waited};
}

async function crowds(section) {
  begin(section);
  const halves = [];
  for (const half of section.querySelectorAll('[data-url]')) {
    halves.push(await crowd(half));
  }
  const [own, shared] = halves;
  found(section, text('crowdDone', QUERIES, own.answered, own.waited, shared.answered, shared.waited));
}

async function lost(section) {
  begin(section);
  const answer = await run(section.querySelector('.runs'), `GET ${section.dataset.url}`, section.dataset.url,
      {headers: {Accept: 'application/json'}}, {timeline: true});
  if (answer && answer.response.ok) {
    const {requestTransaction, workerTransaction} = JSON.parse(answer.body);
    found(section, text('lostDone', text(requestTransaction ? 'yes' : 'no'), text(workerTransaction ? 'yes' : 'no')));
  }
}

/** Waits until no more than so many connections are in use, and draws the time since the clients have left. */
async function ended(list, label, active) {
  const line = list.appendChild(copyOf('lane'));
  const started = performance.now();
  line.querySelector('.label').textContent = label;
  line.querySelector('progress').max = LEFT_MILLIS;
  while ((await databaseFigures()).active > active) {
    line.querySelector('progress').value = performance.now() - started;
    await pause(PERIOD_MILLIS);
  }
  const time = performance.now() - started;
  line.querySelector('progress').value = time;
  line.querySelector('.state').textContent = text('leftEnded', millis(time));
  return time;
}

async function left(section) {
  begin(section);
  const [watched, plain] = Array.from(section.querySelectorAll('.links a'));
  const client = new AbortController();
  const options = {cache: 'no-store', signal: client.signal};
  // the plain one first: were both to end by themselves, it would be the first
  let over = false;
  [plain, watched].forEach(link => fetch(`${link.href}?delay=${LEFT_MILLIS}`, options)
    .then(response => response.text()).catch(() => {}).then(() => { over = true; }));
  while (!over && (await databaseFigures()).active < 2) {
    await pause(PERIOD_MILLIS);
  }
  await pause(over ? 0 : LEAVE_AFTER_MILLIS);
  const early = over;
  client.abort();
  if (early) {
    // refused, or ended before its client could leave
    found(section, text('compareFailed'));
    return;
  }
  const list = section.querySelector('.lanes');
  const [first, second] = await Promise.all([watched, plain].map((link, others) =>
    ended(list, link.textContent.replace('/database/', ''), 1 - others)));
  found(section, text('leftDone', millis(first), millis(second)));
}

Object.entries({crowd: crowds, lost, left}).forEach(([id, experiment]) => {
  const button = byId(id).querySelector('button');
  button.addEventListener('click', () => disabledDuring(() => experiment(byId(id)), button));
});
document.querySelectorAll('[data-scripted]').forEach(element => {
  element.hidden = false;
});
