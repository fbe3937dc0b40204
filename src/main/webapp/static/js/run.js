// Runs one request and shows its answer: status, the headers that matter, the time, the body.

import {announce, clock, copyOf, millis, outcome, seconds, shown, text} from './page.js';
import {send} from './connections.js';
import {follow, newId, recorded} from './timeline.js';

const KEPT = 4;
const HEADERS = ['Content-Type', 'Location', 'Retry-After'];

/**
 * @param list the element that takes the answer, newest first
 * @param title what is run, such as "GET /callable/body"
 * @param running what goes on while it runs
 * @param timeline whether to record the request and to draw its timeline
 */
export async function run(list, title, url, options, {running = '', spare = false, timeline = false} = {}) {
  const opener = document.activeElement;
  const card = copyOf('run');
  const state = card.querySelector('.state');
  card.querySelector('code').textContent = title;
  card.querySelector('button').addEventListener('click', () => dismiss(card, list, opener));
  state.textContent = text('waiting');
  list.prepend(card);
  shown(card.closest('.result') || card);
  Array.from(list.querySelectorAll('[data-over]')).slice(KEPT - 1).forEach(old => old.remove());

  let stop = () => {};
  let answered = () => {};
  const id = newId();
  const started = performance.now();
  try {
    const answer = await send(timeline ? recorded(url, id) : url, options, {spare, onSent: () => {
      if (timeline) {
        follow(card.querySelector('.drawn'), id, new Promise(resolve => { answered = resolve; }));
      }
      stop = clock(time => {
        state.textContent = text('running', running, seconds(time));
      });
    }});
    const {response} = answer;
    end(card, text('done', response.status, millis(answer.millis)), title, toldToFail(answer.body) ? 'failed' : outcome(response.status));
    showHeaders(card, response);
    showBody(card, response, answer.body);
    return answer;
  } catch (failure) {
    end(card, text('gone', millis(performance.now() - started)), title, 'failed');
    return null;
  } finally {
    stop();
    answered();
  }
}

/** Whether the last line of a report says so: its status had gone before. */
const toldToFail = body => /"state":"failed"}\s*$/.test(body);

function end(card, ending, title, how) {
  card.querySelector('.state').textContent = ending;
  card.dataset.over = how;
  announce(text('announce', title, ending));
}

/** The focus goes to the next answer, or back to where the last one was asked for. */
function dismiss(card, list, opener) {
  const next = card.nextElementSibling || card.previousElementSibling;
  card.remove();
  if (!list.firstElementChild && list.closest('.answers')) {
    list.closest('.answers').hidden = true;
  }
  if (next) {
    next.querySelector('button').focus();
  } else {
    (opener === document.body ? list.closest('section').querySelector('button') : opener).focus();
  }
}

function showHeaders(card, response) {
  HEADERS.filter(name => response.headers.has(name))
      .forEach(name => field(card.querySelector('.headers'), name, response.headers.get(name)));
}

function showBody(card, response, body) {
  const type = response.headers.get('Content-Type') || '';
  if (type.startsWith('text/html')) {
    showPage(card, body);
    return;
  }
  // not application/x-ndjson or application/stream+json: these are text, line by line
  const json = /\/(problem\+)?json/.test(type) ? JSON.parse(body) : null;
  const pre = card.querySelector('pre');
  pre.textContent = json ? JSON.stringify(json, null, 2) : body;
  pre.hidden = !body;
  if (json && json.workerThread) {
    const threads = card.querySelector('.threads');
    threads.textContent = json.workerThread === json.requestThread
        ? text('thread', json.requestThread) : text('threads', json.requestThread, json.workerThread);
    threads.hidden = false;
  }
}

/** The fields of a page, as text: what a parsed document holds is neither loaded nor run. */
function showPage(card, html) {
  const names = new DOMParser().parseFromString(html, 'text/html').querySelectorAll('main dt');
  names.forEach(name => field(card.querySelector('.fields'), name.textContent, name.nextElementSibling.textContent));
}

function field(fields, name, value) {
  fields.appendChild(document.createElement('dt')).textContent = name;
  fields.appendChild(document.createElement('dd')).textContent = value;
  fields.hidden = false;
}
