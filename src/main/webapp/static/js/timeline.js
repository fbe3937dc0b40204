// The timeline of one request: its sentence, its picture, and the table that says the same in words. Followed live.

import {byId, copyOf, exact, kindText, pause, span, text} from './page.js';
import {send} from './connections.js';
import {shapes, strip} from './timeline-shapes.js';
import {draw, drawStrip} from './timeline-drawing.js';

const PERIOD_MILLIS = 300;
const LAST_LOOKS = 50;
const UNSETTLED = 2;
const url = byId('texts').dataset.lifecycle;
const known = byId('timeline-events').content;

let queue = Promise.resolve();

/** An id that no other request has. */
export const newId = () => `page-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;

/** The address with the parameter that has the request recorded. */
export function recorded(address, id) {
  const target = new URL(address, location.href);
  target.searchParams.set('timeline', id);
  return target.href;
}

/** The timeline as it stands, or null. One is asked for at a time: there is one spare connection, for all. */
export function look(id) {
  const answer = queue.then(() => send(url + id, {headers: {Accept: 'application/json'}}, {spare: true}))
      .then(({response, body}) => (response.ok ? JSON.parse(body) : null)).catch(() => null);
  queue = answer;
  return answer;
}

function sentence(timeline) {
  const allTheTime = timeline.dispatches === 1 && !timeline.events.some(event => event.name === 'startAsync');
  const which = `held${allTheTime ? 'All' : ''}${timeline.complete ? '' : 'SoFar'}`;
  return text(which, span(timeline.containerHeldMicros), span(timeline.totalMicros), timeline.dispatches, timeline.threads);
}

function row(event, index) {
  const line = copyOf('timeline-row');
  const about = known.querySelector(`[data-event="${event.api}.${event.name}"]`);
  const name = line.querySelector('a');
  line.dataset.number = index + 1;
  line.querySelector('.position').textContent = index + 1;
  line.querySelector('.at').textContent = exact(event.at);
  line.querySelector('.api').textContent = event.api;
  name.textContent = event.name;
  if (about) {
    name.href = about.href;
    line.querySelector('.about').textContent = about.textContent;
  }
  line.querySelector('.thread').textContent = event.thread;
  line.querySelector('.kind').textContent = kindText(event.kind);
  line.querySelector('.dispatcher').textContent = event.dispatcher || '–';
  line.querySelector('details').hidden = event.through.length === 0;
  line.querySelector('summary').textContent = text('timelineThrough', event.through.length);
  line.querySelector('ol').append(...event.through.map(frame => {
    const item = document.createElement('li');
    item.textContent = frame;
    return item;
  }));
  return line;
}

/** Pointing at a mark, or reaching a row by pointer or keyboard, shows both. */
function tie(figure) {
  const point = event => {
    const pointed = event.target.closest('[data-number]');
    figure.querySelectorAll('[data-number]').forEach(each => {
      each.classList.toggle('pointed', pointed !== null && each.dataset.number === pointed.dataset.number);
    });
  };
  // not mouseover: it comes too where the focus scrolls a row under a pointer at rest
  ['pointermove', 'pointerleave', 'focusin'].forEach(name => figure.addEventListener(name, point));
}

/** A figure in the place; the function that is returned shows a timeline in it, and may be called again. */
export function figureIn(place) {
  const figure = copyOf('timeline');
  const scaled = figure.querySelector('.scaled');
  const lanes = figure.querySelector('.who svg');
  const rows = figure.querySelector('tbody');
  let shown = null;
  let widths = '';
  place.append(figure);
  tie(figure);

  // the lanes have no width while they are closed
  const now = () => `${scaled.clientWidth} ${lanes.clientWidth}`;
  const paint = () => {
    widths = now();
    if (shown && scaled.clientWidth > 0) {
      drawStrip(scaled, strip(shown, scaled.clientWidth), scaled.clientWidth, shown.totalMicros);
    }
    if (shown && lanes.clientWidth > 0) {
      draw(lanes, shapes(shown, lanes.clientWidth));
    }
  };
  new ResizeObserver(() => now() !== widths && paint()).observe(figure);

  return timeline => {
    shown = timeline;
    figure.hidden = false;
    figure.dataset.complete = timeline.complete;
    figure.querySelector('figcaption').textContent = sentence(timeline);
    figure.querySelector('.request-id code').textContent = timeline.requestId;
    figure.querySelector('.request-id').hidden = !timeline.requestId;
    scaled.querySelector('title').textContent = text('timelineStrip', timeline.method, timeline.path);
    scaled.querySelector('desc').textContent = sentence(timeline);
    lanes.querySelector('title').textContent = text('timelineTitle', timeline.method, timeline.path);
    figure.querySelector('.events > summary').textContent = text('timelineEvents', timeline.events.length);
    // rows are added: who reads one is not disturbed. But for the last ones: the end of a write that goes on is taken back
    Array.from(rows.children).slice(-UNSETTLED).forEach(last => last.remove());
    timeline.events.slice(rows.children.length).forEach(event => rows.append(row(event, rows.children.length)));
    paint();
  };
}

/** Shows a request's timeline while it runs and, once it is answered, as it ended. Resolves when no more is to come. */
export async function follow(place, id, answered) {
  let over = false;
  answered.then(() => { over = true; });
  const show = figureIn(place);
  while (!over) {
    await Promise.race([answered, pause(PERIOD_MILLIS)]);
    const timeline = over || document.hidden ? null : await look(id);
    if (timeline) {
      show(timeline);
    }
  }
  return showEnd(show, id);
}

/** The container ends a request after its client has the answer: looks until it has. */
export async function showEnd(show, id) {
  for (let looks = 1; looks <= LAST_LOOKS; looks++) {
    const timeline = await look(id);
    if (timeline) {
      show(timeline);
    }
    if (!timeline || timeline.complete) {
      return;
    }
    await pause(PERIOD_MILLIS / 3);
  }
}
