// The same three partners, asked at once by WebClient and one after the other by RestTemplate, each with its timeline.

import {announce, byId, disabledDuring, millis, text} from './page.js';
import {run} from './run.js';

const room = byId('client');
const form = room.querySelector('form');
const button = form.querySelector('.first');
const halves = Array.from(room.querySelectorAll('[data-url]'));

function ask(half) {
  const query = new URLSearchParams(new FormData(form));
  ['fail', 'late'].filter(name => !query.get(name)).forEach(name => query.delete(name));
  return run(half.querySelector('.runs'), `GET ${half.querySelector('h3').textContent}?${query}`,
      `${half.dataset.url}?${query}`, {headers: {Accept: 'application/json'}}, {timeline: true});
}

async function askBothWays() {
  const answers = await Promise.all(halves.map(ask));
  const refused = answers.find(answer => answer && !answer.response.ok);
  const message = answers.includes(null) ? text('clientFailed')
      : refused ? text('refused', refused.response.status)
      : text('clientBoth', ...answers.map(answer => millis(answer.millis)));
  room.querySelector('.finding').textContent = message;
  announce(message);
}

button.addEventListener('click', () => form.reportValidity() && disabledDuring(askBothWays, button));
