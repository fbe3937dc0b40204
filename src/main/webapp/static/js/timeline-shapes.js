// From a timeline to shapes: what is drawn where. Pure: it knows no page, and the same timeline gives the same picture.

const OPENS = {
  'Filter.doFilter': 'Filter.doFilterReturned',
  'CallableProcessingInterceptor.preProcess': 'CallableProcessingInterceptor.postProcess',
  'Runnable.run': 'Runnable.runReturned',
  'StreamingResponseBody.writeTo': 'StreamingResponseBody.writeToReturned',
  'ResponseBodyEmitter.send': 'ResponseBodyEmitter.sendReturned',
  'ServletOutputStream.write': 'ServletOutputStream.writeReturned'
};
const WRITES = ['ResponseBodyEmitter.send', 'ServletOutputStream.write'];
const ALARMS = ['AsyncListener.onTimeout', 'AsyncListener.onError'];
const UNPARKS = ['Filter.doFilter', 'AsyncListener.onComplete', ...ALARMS];

const WIDE = 560;
const NAMES = 190;
const NAMES_SHARE = 0.4;
const EDGE = 12;
const STEP = 18;
const TOP = 4;
const BAR = 16;
export const CHARACTER = 6.7;
const AFTER_ARROW = 7;
const DIGIT = 6;
const TIME = 62;

const keyOf = event => `${event.api}.${event.name}`;

/**
 * Where a thread is held: by a dispatch, by its work, or for a moment, which a client that does not read makes long. Both ends
 * are indexes; no end: still held. What happens within another is no more than its marks.
 */
function held(events) {
  const open = new Map();
  const all = [];
  let moment = null;
  events.forEach((event, index) => {
    const key = keyOf(event);
    const within = Array.from(open.values()).some(span => span.thread === event.thread);
    if (OPENS[key]) {
      const label = key === 'Filter.doFilter' ? 'dispatch' : WRITES.includes(key) ? 'moment' : 'work';
      const span = {thread: event.thread, kind: event.kind, label, dispatcher: event.dispatcher, from: index, to: null};
      open.set(`${event.thread} ${OPENS[key]}`, span);
      if (!within) {
        all.push(span);
      }
    } else if (open.has(`${event.thread} ${key}`)) {
      const span = open.get(`${event.thread} ${key}`);
      span.to = index;
      open.delete(`${event.thread} ${key}`);
      // what this thread does next belongs to the same moment
      moment = span.label === 'moment' ? span : moment;
    } else if (!within) {
      if (!moment || moment.thread !== event.thread || moment.to !== index - 1) {
        moment = {thread: event.thread, kind: event.kind, label: 'moment', dispatcher: null, from: index};
        all.push(moment);
      }
      moment.to = index;
    }
  });
  return all;
}

/** What AsyncContext.start does, on a thread of Tomcat's connector. */
const worksInContainer = event => keyOf(event) === 'Runnable.run' && event.kind === 'container';

/** Where the request exists and holds no thread: from a dispatch that left it open until the container has news of it. */
function parked(events) {
  const all = [];
  let waiting = false;
  let stretch = null;
  events.forEach((event, index) => {
    const key = keyOf(event);
    if (key === 'ServletRequest.startAsync') {
      waiting = true;
    } else if (key === 'AsyncContext.dispatch' || key === 'AsyncContext.complete' || worksInContainer(event)) {
      waiting = false;
    } else if (key === 'Filter.doFilterReturned' && waiting) {
      stretch = {thread: event.thread, from: index, to: null};
      all.push(stretch);
    }
    if (stretch && stretch.from !== index && (UNPARKS.includes(key) || worksInContainer(event))) {
      stretch.to = index;
      stretch = null;
    }
  });
  return all;
}

/** The arrows from thread to thread: the dispatch to a worker, and who dispatched to the thread of the next dispatch. */
function handOvers(events) {
  const all = [];
  let given = {};
  events.forEach((event, index) => {
    const key = keyOf(event);
    const from = {
      'CallableProcessingInterceptor.preProcess': given['ServletRequest.startAsync'],
      'Runnable.run': given['HandlerInterceptor.preHandle'] ?? given['ServletRequest.startAsync'],
      'Filter.doFilter': given['AsyncContext.dispatch']
    }[key];
    if (from !== undefined && events[from].thread !== event.thread) {
      all.push({from, to: index});
    }
    given[key] = index;
  });
  return all;
}

/**
 * The lane of each thread, by its name. The threads of a pool that have nothing but moments share one: each line of a
 * report may be written by another of them.
 */
function lanesOf(events, spans) {
  const busy = new Set(spans.filter(span => span.label !== 'moment').map(span => span.thread));
  const pool = thread => thread.replace(/\d+$/, '…');
  const fleeting = Array.from(new Set(events.map(event => event.thread))).filter(thread => !busy.has(thread));
  return thread => (fleeting.filter(other => fleeting.includes(thread) && pool(other) === pool(thread)).length > 1 ? pool(thread) : thread);
}

/** The name, or so much of its two ends as so many characters hold: threads of one connector differ at the end. */
export function shortened(name, characters) {
  const kept = Math.max(4, characters - 1);
  return name.length <= characters ? name : `${name.slice(0, Math.ceil(kept / 2))}…${name.slice(name.length - Math.floor(kept / 2))}`;
}

/** A row for the container's thread, held or parked, and one for the others that worked: to scale. */
export function strip({events, totalMicros: total}, width) {
  const spans = held(events);
  const xOf = index => (index === null ? 1 : events[index].at / Math.max(total, 1)) * width;
  const part = is => ({from, to}) => ({is, x: xOf(from), width: xOf(to) - xOf(from)});
  const others = spans.filter(span => span.kind !== 'container');
  const rows = [{kinds: ['container'], parts: [
    ...parked(events).map(part('parked')),
    ...spans.filter(span => span.label === 'dispatch' || span.label === 'work' && span.kind === 'container').map(part('held'))]}];
  return others.length === 0 ? rows
      : rows.concat({kinds: Array.from(new Set(others.map(({kind}) => kind))), parts: others.map(part('work'))});
}

/** Where a text of this width crosses no arrow: as far to the left as it can be; undefined where there is no room. */
export const clearOf = (arrows, width, from, to) => [from, ...arrows.map(x => x + AFTER_ARROW)].sort((one, other) => one - other)
    .find(x => x + width <= to && !arrows.some(arrow => arrow > x - AFTER_ARROW && arrow < x + width + AFTER_ARROW));

/**
 * The picture of a timeline, in pixels. Time runs to the right; each event has room of its own and the rest of the width
 * is shared out by time, so that what takes microseconds can be seen beside what takes seconds: not to scale.
 */
export function shapes(timeline, width) {
  const {events, totalMicros: total} = timeline;
  const spans = held(events);
  const laneOf = lanesOf(events, spans);
  const names = Array.from(new Set(events.map(event => laneOf(event.thread))));
  const wide = width >= WIDE;
  const longest = Math.max(...names.map(name => name.length)) * CHARACTER + EDGE;
  const left = wide ? Math.min(Math.max(NAMES, longest), NAMES_SHARE * width) : EDGE;
  const right = width - EDGE;
  const step = Math.min(STEP, 0.75 * (right - left) / events.length);
  const perMicro = (right - left - step * events.length) / Math.max(total, 1);
  const xOf = index => (index === null ? right : left + step * index + perMicro * events[index].at);
  const atOf = index => (index === null ? total : events[index].at);

  const above = wide ? 0 : 16;
  const pitch = above + 14 + BAR + 12;
  const yOf = thread => TOP + above + 14 + pitch * names.indexOf(laneOf(thread));
  const box = ({thread, from, to}) => ({x: xOf(from), y: yOf(thread), width: xOf(to) - xOf(from), height: BAR});
  const fits = (label, span) => label.length * CHARACTER + 8 <= xOf(span.to) - xOf(span.from);

  const arrows = handOvers(events).map(({from, to}) => {
    const start = yOf(events[from].thread);
    const end = yOf(events[to].thread);
    // upwards beside the number of its event, not through it
    const x = xOf(from) + (end > start ? 0 : Math.max(step / 2, AFTER_ARROW + 1));
    return {from: {x, y: start + (end > start ? 3 : 1) * BAR / 4}, to: {x: xOf(to), y: end + BAR / 2}};
  });
  const crossing = y => arrows.filter(({from, to}) => Math.min(from.y, to.y) < y && y < Math.max(from.y, to.y)).map(({from}) => from.x);

  const lanes = names.map(name => {
    const {thread, kind} = events.find(event => laneOf(event.thread) === name);
    const y = yOf(thread);
    return {
      thread: name, kind, x: left, y, width: right - left, height: BAR,
      name: wide ? {x: 0, y: y + 5, below: true, to: left - EDGE, arrows: []}
          : {x: left, y: y - 19, below: false, to: right, arrows: crossing(y - 22)}
    };
  });
  const bars = spans.map(span => Object.assign(box(span), {
    kind: span.kind, is: span.label, dispatcher: span.dispatcher, micros: atOf(span.to) - atOf(span.from),
    open: span.to === null, labelled: span.label === 'dispatch' && fits(span.dispatcher, span)
  }));
  const stretches = parked(events);
  const gaps = stretches.map(span => Object.assign(box(span), {
    micros: atOf(span.to) - atOf(span.from), open: span.to === null
  }));
  const numbered = new Map();
  const marks = events.map((event, index) => {
    const mark = {number: index + 1, x: xOf(index), y: yOf(event.thread), alarm: ALARMS.includes(keyOf(event))};
    // where there is no room for all numbers, the marks between say the rest
    mark.numbered = mark.x - (numbered.get(mark.y) || 0) > DIGIT * String(mark.number).length;
    if (mark.numbered) {
      numbered.set(mark.y, mark.x);
    }
    return mark;
  });

  const bottom = TOP + pitch * names.length;
  const times = [null, ...stretches.flatMap(({from, to}) => [from, to])]
      .map(index => ({x: xOf(index), micros: atOf(index)}))
      .filter((time, index, all) => all.findIndex(other => Math.abs(other.x - time.x) < TIME) === index && time.x - left > TIME);
  return {width, height: bottom + 16, lanes, bars, gaps, marks, arrows, times: {y: bottom, zero: left, ends: times}};
}
