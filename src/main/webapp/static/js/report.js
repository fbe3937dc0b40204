// The report: its bar follows the lines as they come, and its end is judged by the last one.

import {announce, byId, shown, text} from './page.js';
import {place} from './connections.js';
import {lines} from './body.js';
import {follow, newId, recorded} from './timeline.js';

const room = byId('report');
const form = room.querySelector('form');
const starts = [form.querySelector('.first'), form.querySelector('.fail')];
const cancel = form.querySelector('.cancel');
const bar = room.querySelector('progress');
const state = room.querySelector('.state');

let asked = null;

function show(line) {
  bar.value = line.percent;
  state.textContent = text('reportWorking', line.step, line.steps, line.percent);
}

/** Resolves with what is to be said in the end. */
async function read(url, signal) {
  let count = 0;
  let last = {state: 'working'};
  try {
    const response = await fetch(url, {cache: 'no-store', signal});
    if (!response.ok) {
      return text('refused', response.status);
    }
    for await (const line of lines(response)) {
      // an empty line is no line: a proxy or a heartbeat may send one
      if (line) {
        last = JSON.parse(line);
        count++;
        show(last);
      }
    }
  } catch (failure) {
    // by the user, or the connection has broken: what has come is all there is
    if (signal.aborted) {
      return text('reportCancelled', count);
    }
  }
  return last.state === 'done' ? text('reportDone', last.step, last.steps)
      : last.state === 'failed' ? text('reportFailed', last.step, last.steps) : text('reportCut', count);
}

async function run(failing) {
  const parameters = new URLSearchParams(new FormData(form));
  if (failing) {
    parameters.set('failAt', Math.ceil(parameters.get('steps') / 2));
  }
  const id = newId();
  busy(true);
  state.textContent = text('waiting');
  const release = await place();
  const report = read(recorded(`${form.action}?${parameters}`, id), asked.signal);
  follow(room.querySelector('.drawn'), id, report);
  const message = await report;
  release();
  room.querySelector('.finding').textContent = message;
  announce(message);
  busy(false);
}

function busy(on) {
  starts.forEach(button => { button.disabled = on; });
  if (!on && document.activeElement === cancel) {
    starts[0].focus();
  }
  cancel.disabled = !on;
  state.textContent = '';
  if (on) {
    cancel.focus();
    shown(room.querySelector('.result'));
    asked = new AbortController();
    bar.value = 0;
    room.querySelector('.drawn').textContent = '';
    room.querySelector('.finding').textContent = '';
  }
}

form.addEventListener('submit', event => {
  event.preventDefault();
  run(false);
});
form.querySelector('.fail').addEventListener('click', () => form.reportValidity() && run(true));
cancel.addEventListener('click', () => asked.abort());
