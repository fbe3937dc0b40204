// What breaks the forms: a button runs each side with the same requests, one side after the other, and says what was measured.

import {announce, byId, disabledDuring, filled, millis, pause, seconds, text} from './page.js';
import {place, send} from './connections.js';
import {lane} from './lanes.js';
import {lines} from './body.js';
import {figureIn, newId, recorded, showEnd} from './timeline.js';

const {quotes, status} = byId('breaks').dataset;
const JSON_ONLY = {headers: {Accept: 'application/json'}};
const LOST_AFTER_MILLIS = 5000;
const ARRIVED_AFTER_MILLIS = 1000;
const FULL_AFTER_MILLIS = 3000;

const read = async url => JSON.parse((await send(url, JSON_ONLY, {spare: true})).body);

/** Publishes a quote; resolves with its id. What runs beside publishes of other symbols. */
async function publish(symbol = 'TEXTBOOK') {
  const body = new URLSearchParams({symbol, price: '1'});
  return JSON.parse((await send(quotes, Object.assign({method: 'POST', body}, JSON_ONLY), {spare: true})).body).id;
}

/** Waits until it is so, at most for so many ms. */
async function until(condition, most) {
  const end = performance.now() + most;
  while (!await condition() && performance.now() < end) {
    await pause(50);
  }
}

/** Waits for the last of these, however slow the way to the server is; where it is lost, a while. */
const lastCame = (ids, got) => until(() => got.has(ids[ids.length - 1]), LOST_AFTER_MILLIS);

/** Publishes a quote after each of the pauses, in ms; resolves with their ids. */
async function publishAll(pauses, onPublished, symbol) {
  const ids = [];
  for (const time of pauses) {
    await pause(time);
    ids.push(await publish(symbol));
    onPublished(ids);
  }
  return ids;
}

/** How many were published, and how many of these have come. */
const came = (published, got) => [published.length, published.filter(id => got.has(id)).length];

/** Calls with each line of an answer as it comes, until the signal. */
async function follow(url, signal, headers, onLine) {
  try {
    const response = await fetch(url, {cache: 'no-store', signal, headers});
    if (!response.ok) {
      throw new Error(response.status);
    }
    for await (const line of lines(response)) {
      onLine(line);
    }
  } catch (failure) {
    if (!signal.aborted) {
      throw failure;
    }
  }
}

/** So many requests in lanes; resolves with their answers. */
async function ask(half, count, url, {scale = 3000, label = number => text('request', number), spare = false} = {}) {
  const asked = Array.from({length: count}, (each, index) => lane(half.querySelector('.lanes'), label(index + 1), url, {
    scale,
    running: 'asked',
    spare,
    outcome: ({response, millis: time}) => text('done', response.status, millis(time))
  }));
  const answers = await Promise.all(asked);
  if (answers.includes(null)) {
    throw new Error('a connection failed');
  }
  return answers;
}

/** One request with its timeline; resolves with its answer. */
async function draw(half, url = half.dataset.url, options = {}) {
  const id = newId();
  const [answer] = await ask(half, 1, recorded(url, id), options);
  await showEnd(figureIn(half.querySelector('.drawn')), id);
  return answer;
}

/** What each experiment measures of one side: the values of its meter, and of the finding; some show them as they grow. */
const experiments = {

  /** Events that another reader gets in a while before, and in the same while beside a reader that does not read. */
  async broadcast(half, show) {
    const WHILE_MILLIS = 1000;
    const FILLING_EVENTS = 20;
    const leave = await place();
    const reader = new AbortController();
    // before it, while its connection fills, beside it
    const events = [0, 0, 0];
    let now = 0;
    let began = () => {};
    const first = new Promise(resolve => { began = resolve; });
    const reading = follow(half.dataset.url, reader.signal, {}, line => {
      if (line.startsWith('data:')) {
        began();
        events[now]++;
        show(events[0], events[2]);
      }
    });
    try {
      await Promise.race([first, reading]);
      await pause(WHILE_MILLIS);
      now = 1;
      await send(`${half.dataset.url}/stalled${quotes.slice(quotes.indexOf('?'))}`, {method: 'POST'}, {spare: true});
      await until(() => events[1] >= FILLING_EVENTS, FULL_AFTER_MILLIS);
      now = 2;
      await pause(WHILE_MILLIS);
      now = 1;
      return [events[0], events[2]];
    } finally {
      reader.abort();
      await reading;
      leave();
    }
  },

  /** Quotes published, and those that a poller got, from one poll to the next. */
  async between(half, show) {
    const poller = new AbortController();
    const got = new Set();
    let after = await publish('LOOK');
    await pause(200);
    const polling = (async () => {
      while (!poller.signal.aborted) {
        const {response, body} = await send(`${half.dataset.url}?after=${after}`, Object.assign({signal: poller.signal}, JSON_ONLY));
        if (!response.ok) {
          throw new Error(response.status);
        }
        const answer = response.status === 200 ? JSON.parse(body) : [];
        (answer.quotes || answer).forEach(({id}) => {
          got.add(id);
          after = id;
        });
      }
    })().catch(failure => {
      if (!poller.signal.aborted) {
        throw failure;
      }
    });
    // in pairs: the first is an answer, and the second comes while the next poll looks
    const published = await publishAll(Array.from({length: 8}, (each, index) => (index % 2 ? 250 : 900)),
        ids => show(...came(ids, got)), 'LOOK');
    await lastCame(published, got);
    poller.abort();
    await polling;
    return came(published, got);
  },

  /** Quotes published, and those that a reader got that is cut off twice, and comes again as an EventSource does. */
  async reconnect(half, show) {
    const leave = await place();
    const got = new Set();
    let last = null;
    let publishing = null;
    let connected = () => {};
    const onLine = line => {
      connected();
      publishing = publishing || publishAll(new Array(10).fill(200), ids => show(...came(ids, got)));
      if (line.startsWith('id:')) {
        last = line.slice(3).trim();
      } else if (line.startsWith('data:')) {
        got.add(JSON.parse(line.slice(5)).id);
      }
    };
    try {
      for (let away = 0; away <= 2; away++) {
        const reader = new AbortController();
        const first = new Promise(resolve => { connected = resolve; });
        const reading = follow(half.dataset.url, reader.signal, last ? {'Last-Event-ID': last} : {}, onLine);
        await Promise.race([first, reading]);
        await pause(500);
        if (away === 2) {
          await lastCame(await publishing, got);
        }
        reader.abort();
        await reading;
        await pause(away === 2 ? 0 : 500);
      }
      return came(await publishing, got);
    } finally {
      leave();
    }
  },

  /** Results held before, and after all of them were answered. */
  async kept(half) {
    const held = async () => {
      const figures = await read(half.dataset.url.includes('/kept') ? `${half.dataset.url}/count` : status);
      return figures.kept === undefined ? figures.waitingForQuotes : figures.kept;
    };
    const before = await held();
    await ask(half, 5, half.dataset.url);
    await pause(200);
    return [before, await held()];
  },

  /** Requests, and the threads that worked for them. */
  async threads(half) {
    const answers = await ask(half, 30, half.dataset.url, {scale: 300});
    return [answers.length, new Set(answers.map(({body}) => JSON.parse(body).workerThread)).size];
  },

  /** How long short work takes, in ms, beside four of long work. */
  async shared(half) {
    const [slow, fast] = half.dataset.url.endsWith('/shared') ? ['/slow', '/fast']
        : ['?executor=reports&delay=1500', '?executor=partner&delay=100'];
    const parked = async () => (await read(status)).parked;
    const others = await parked();
    const working = ask(half, 4, half.dataset.url + slow, {label: () => text('slow')});
    // they have arrived: on a slow line the short one would be there first
    await until(async () => await parked() >= others + 4, ARRIVED_AFTER_MILLIS);
    const {millis: time} = await draw(half, half.dataset.url + fast, {label: () => text('fast'), spare: true});
    await working;
    return [millis(time)];
  },

  /** The status after the time-out, and after how many seconds. */
  async untimed(half) {
    const {response, millis: time} = await draw(half, half.dataset.url, {scale: 30000});
    return [response.status, seconds(time)];
  },

  /** Requests, and those of them that were answered 500. */
  async interrupted(half) {
    const answers = await ask(half, 10, half.dataset.url);
    return [answers.length, answers.filter(({response}) => response.status === 500).length];
  },

  /** What the request's thread knew and the worker too, and what the worker did not. */
  async threadlocals(half) {
    const {request, worker} = JSON.parse((await draw(half)).body);
    const names = Object.keys(request).filter(name => name !== 'thread' && request[name] !== null);
    const told = seen => names.filter(name => (worker[name] === request[name]) === seen).join(', ') || '–';
    return [told(true), told(false)];
  },

  /** The status, the number of bytes of the body, and the message of an exception. */
  async filters(half) {
    const {response, body} = await draw(half);
    return [response.status, body.length, response.ok ? '' : JSON.parse(body).message];
  },

  /** Visits, how often preHandle counted them, and how many of them the session knows. */
  async dispatches(half) {
    const [url, once] = half.dataset.url.split('?');
    const suffix = once ? '.once' : '';
    const counts = async () => {
      const figures = await read(`${url}/count`);
      return [figures[`preHandle${suffix}`], figures[`visits${suffix}`]];
    };
    // the first one makes the session
    await draw(half, url);
    const before = await counts();
    const answers = await ask(half, 5, url, {label: number => text('request', number + 1)});
    const after = await counts();
    return [answers.length, ...after.map((visits, index) => visits - before[index])];
  }
};

async function measure(section, half) {
  const show = (...values) => {
    half.querySelector('.probe').textContent = filled(section.dataset.meter, ...values);
  };
  const values = await experiments[section.id](half, show);
  show(...values);
  return values;
}

async function run(section) {
  const halves = Array.from(section.querySelectorAll('[data-url]'));
  const finding = section.querySelector('.finding');
  finding.textContent = '';
  section.querySelectorAll('.lanes, .probe, .drawn').forEach(each => { each.textContent = ''; });
  try {
    const values = [];
    for (const half of halves) {
      values.push(...await measure(section, half));
    }
    finding.textContent = filled(section.dataset.finding, ...values);
  } catch (failure) {
    finding.textContent = text('compareFailed');
  }
  announce(finding.textContent);
}

byId('breaks').querySelectorAll('section').forEach(section => {
  const button = section.querySelector('button');
  button.addEventListener('click', () => disabledDuring(() => run(section), button));
});
