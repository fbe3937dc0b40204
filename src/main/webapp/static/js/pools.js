// A full pool beside a healthy one: reports on the five places, partner on the sixth connection.

import {announce, byId, disabledDuring, millis, pause, text} from './page.js';
import {lane} from './lanes.js';
import {figureIn, newId, recorded, showEnd} from './timeline.js';

const REPORTS = 5;
const REPORT_MILLIS = 3000;
const PARTNERS = 6;
const PARTNER_MILLIS = 300;
const url = byId('pools').dataset.url;
const lanes = byId('pool-lanes');

function ask(label, id, executor, delay, running, spare) {
  return lane(lanes, label, recorded(`${url}?executor=${executor}&delay=${delay}`, id), {
    scale: 2 * REPORT_MILLIS,
    running,
    outcome: ({response, millis: time}) => text('done', response.status, millis(time)),
    spare
  });
}

function finding(reports, partners) {
  if (reports.concat(partners).some(answer => !answer || !answer.response.ok)) {
    return text('poolsFailed');
  }
  const times = partners.map(answer => answer.millis);
  const slowest = Math.max(...reports.map(answer => answer.millis));
  return text('poolsDone', millis(Math.min(...times)), millis(Math.max(...times)), millis(slowest));
}

/** Draws the timeline of one request, below its label. */
async function drawn(label, id) {
  const half = document.createElement('div');
  half.appendChild(document.createElement('h3')).textContent = label;
  byId('pools-drawn').append(half);
  await showEnd(figureIn(half), id);
}

async function fill() {
  lanes.textContent = '';
  byId('pools-finding').textContent = '';
  byId('pools-drawn').textContent = '';
  const ids = Array.from({length: REPORTS}, newId);
  const reports = ids.map((id, index) => ask(text('report', index + 1), id, 'reports', REPORT_MILLIS, 'busy', false));
  const partners = [];
  const partnerId = newId();
  for (let number = 1; number <= PARTNERS; number++) {
    // leaves the connection to the figures in between
    await pause(PARTNER_MILLIS / 3);
    partners.push(await ask(text('partner', number), partnerId, 'partner', PARTNER_MILLIS, 'asked', true));
  }
  const answers = await Promise.all(reports);
  const message = finding(answers, partners);
  byId('pools-finding').textContent = message;
  announce(message);
  const times = answers.map(answer => (answer ? answer.millis : 0));
  const slowest = times.indexOf(Math.max(...times));
  await drawn(text('report', slowest + 1), ids[slowest]);
  await drawn(text('partner', PARTNERS), partnerId);
}

byId('fill').addEventListener('click', () => disabledDuring(fill, byId('fill')));
