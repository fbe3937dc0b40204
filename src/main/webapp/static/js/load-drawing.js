// Draws how long a short request waited beside each kind of burst; and a burst: a bar for each request, in the order of their
// answers, and below, over the same time, the threads that were held.

import {outcome, seconds, text, time} from './page.js';
import {add, label, rect} from './timeline-drawing.js';

const BARS = 160;
const STRIP = 30;
const TEXT = 14;
// of a wait, its name above; and of the time beside the longest
const WAIT = 56;
const ROOM = 80;
// a request that was refused at once is to be seen, too
const LEAST = 4;

/** The figure of each sample stands until the next one. */
function drawStrip(layer, wording, {y, width, samples, figure, most, look}) {
  label(layer, 'scale', 0, y - 4, wording);
  rect(layer, 'strip', {x: 0, y, width, height: STRIP});
  const steps = samples.map(sample => `H${sample.x}V${y + STRIP - STRIP * Math.max(0, sample[figure]) / most}`).join('');
  add(layer, 'path', {class: `bar ${look}`, d: `M0 ${y + STRIP}${steps}H${samples.end}V${y + STRIP}z`});
}

/** A bar for each, on one axis from 0 to the longest. */
export function drawWaits(figure, waits) {
  const svg = figure.querySelector('svg');
  const width = svg.clientWidth;
  const right = width - ROOM;
  const until = Math.max(...waits.map(each => each.millis), 1);
  const axis = waits.length * WAIT + 4;
  svg.setAttribute('viewBox', `0 0 ${width} ${axis + TEXT + 4}`);
  const layer = svg.querySelector('g');
  layer.textContent = '';
  waits.forEach(({pattern, millis}, index) => {
    const y = index * WAIT;
    const length = Math.max(Math.round(10 * millis / until * right) / 10, LEAST);
    label(layer, 'name', 0, y + TEXT, pattern);
    rect(layer, `wait ${pattern}`, {x: 0, y: y + TEXT + 6, width: length, height: WAIT - TEXT - 14});
    label(layer, 'value', length + 8, y + TEXT + 26, time(millis));
  });
  add(layer, 'path', {class: 'axis', d: `M0 ${axis - 4}v4H${right}v-4M${right / 2} ${axis}v-4`});
  label(layer, 'time', 0, axis + TEXT, '0');
  label(layer, 'time middle', right / 2, axis + TEXT, until < 1000 ? time(until / 2) : text('asked', seconds(until / 2)));
  label(layer, 'time middle', right, axis + TEXT, time(until));
}

/** @param until the ms at the right edge */
export function drawLoad(figure, load, until) {
  const svg = figure.querySelector('svg');
  const width = svg.clientWidth;
  const x = at => Math.round(10 * at / until * width) / 10;
  const sorted = load.exchanges.slice().sort((one, other) => one.at + one.millis - other.at - other.millis);
  const row = BARS / sorted.length;
  const samples = load.samples.map(sample => Object.assign({x: x(sample.at)}, sample));
  const last = sorted[sorted.length - 1];
  samples.end = x(last.at + last.millis);

  const height = BARS + 2 * (TEXT + STRIP + 6) + TEXT;
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  const layer = svg.querySelector('g');
  layer.textContent = '';
  sorted.forEach((each, index) => rect(layer, `request ${outcome(each.status)}`,
      {x: x(each.at), y: row * index, width: Math.max(x(each.millis), LEAST), height: row * 0.8}));
  drawStrip(layer, text('loadContainer'), {y: BARS + TEXT + 6, width, samples, figure: 'threads', most: load.containerThreads,
    look: 'container'});
  drawStrip(layer, text('loadExecutor'), {y: BARS + 2 * TEXT + STRIP + 12, width, samples, figure: 'active',
    most: load.executorThreads, look: 'executor'});
  label(layer, 'time', 0, height - 2, '0');
  label(layer, 'time end', width, height - 2, time(until));
}
