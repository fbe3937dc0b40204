// A full pool beside a healthy one: reports on the five places, partner on the sixth connection.

import {announce, byId, millis, pause, text} from './page.js';
import {lane} from './lanes.js';

const REPORTS = 5;
const REPORT_MILLIS = 3000;
const PARTNERS = 6;
const PARTNER_MILLIS = 300;
const url = byId('pools').dataset.url;
const lanes = byId('pool-lanes');

function ask(label, executor, delay, running, spare) {
  return lane(lanes, label, `${url}?executor=${executor}&delay=${delay}`, {
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

byId('fill').addEventListener('click', async () => {
  byId('fill').disabled = true;
  lanes.textContent = '';
  byId('pools-finding').textContent = '';
  const reports = Array.from({length: REPORTS},
      (none, index) => ask(text('report', index + 1), 'reports', REPORT_MILLIS, 'busy', false));
  const partners = [];
  for (let number = 1; number <= PARTNERS; number++) {
    // leaves the connection to the figures in between
    await pause(PARTNER_MILLIS / 3);
    partners.push(await ask(text('partner', number), 'partner', PARTNER_MILLIS, 'asked', true));
  }
  const message = finding(await Promise.all(reports), partners);
  byId('pools-finding').textContent = message;
  announce(message);
  byId('fill').disabled = false;
});
