// Draws shapes as SVG. What they look like is in the style sheet; what cannot be told by shape alone is written beside it.

import {kindText, span, text} from './page.js';
import {CHARACTER, clearOf, shortened} from './timeline-shapes.js';

const SVG = 'http://www.w3.org/2000/svg';

export function add(parent, name, attributes, content) {
  const element = document.createElementNS(SVG, name);
  Object.keys(attributes).forEach(key => element.setAttribute(key, attributes[key]));
  if (content !== undefined) {
    element.textContent = content;
  }
  parent.append(element);
  return element;
}

export const rect = (parent, kind, {x, y, width, height}) =>
  add(parent, 'rect', {class: kind, x, y, width: Math.max(width, 1), height});

export const label = (parent, kind, x, y, content) => add(parent, 'text', {class: kind, x, y}, content);

function drawStrip(layer, {x, y, width, height, held, named}) {
  if (named) {
    label(layer, 'scale', 0, y + height, text('scale'));
  }
  rect(layer, 'strip', {x, y, width, height});
  held.forEach(part => rect(layer, 'bar container', {x: part.x, width: part.width, y, height}));
}

/** The thread's name, cut where there is no room, and its kind; beside the arrows, not below one. */
function drawName(layer, {thread, kind, name}) {
  const title = label(layer, 'thread', name.x, name.y, shortened(thread, Math.floor((name.to - name.x) / CHARACTER)));
  if (name.below) {
    label(layer, 'kind', name.x, name.y + 13, kindText(kind));
    return;
  }
  const added = add(title, 'tspan', {class: 'kind', dx: 8}, kindText(kind));
  const place = () => clearOf(name.arrows, title.getComputedTextLength(), name.x, name.to);
  if (place() === undefined) {
    added.remove();
  }
  title.setAttribute('x', place() === undefined ? name.x : place());
}

/** How many characters wide it is; those of Chinese and Korean are twice as wide. */
const breadth = wording => Array.from(wording).reduce((sum, each) => sum + (each > '\u2e7f' ? 2 : 1), 0);

function drawGap(layer, gap) {
  rect(layer, 'parked', gap);
  const wording = [text('parkedLong'), text('parkedShort')].find(each => breadth(each) <= gap.room);
  if (wording) {
    label(layer, 'inside quiet', gap.x + gap.width / 2, gap.y + 12, wording);
  }
}

function drawBar(layer, bar) {
  const {x, y, width, height} = bar;
  const box = bar.is === 'moment' ? {x: x - 3, y: y + 4, width: width + 6, height: height - 8} : bar;
  rect(layer, 'ground', box);
  rect(layer, `bar ${bar.kind} ${bar.is}`, box);
  if (bar.open) {
    add(layer, 'path', {class: 'goes-on', d: `M${x + width + 3} ${y + 3}l5 5l-5 5`});
  }
  if (bar.labelled) {
    label(layer, 'inside', x + width / 2, y + 12, bar.dispatcher);
  }
}

function drawMark(layer, {number, x, y, alarm, numbered}) {
  const mark = add(layer, 'g', {class: alarm ? 'mark alarm' : 'mark', 'data-number': number});
  add(mark, 'rect', {class: 'target', x: x - 8, y: y - 14, width: 16, height: 30});
  add(mark, 'path', {d: alarm ? `M${x} ${y - 4}l5 9h-10z` : `M${x} ${y - 3}v6`});
  if (numbered) {
    label(mark, 'number', x, y - 5, number);
  }
}

/** Draws anew what the layer holds. */
export function draw(svg, picture) {
  const layer = document.createElementNS(SVG, 'g');
  svg.setAttribute('viewBox', `0 0 ${picture.width} ${picture.height}`);
  svg.setAttribute('height', picture.height);
  drawStrip(layer, picture.strip);
  picture.lanes.forEach(({x, y, width, height}) =>
    add(layer, 'line', {class: 'lane', x1: x, x2: x + width, y1: y + height / 2, y2: y + height / 2}));
  picture.gaps.forEach(gap => drawGap(layer, gap));
  picture.bars.forEach(bar => drawBar(layer, bar));
  picture.arrows.forEach(({from, to}) => add(layer, 'path', {class: 'arrow', d: `M${from.x} ${from.y}V${to.y}H${to.x - 1}`}));
  picture.marks.forEach(mark => drawMark(layer, mark));
  label(layer, 'time', picture.times.zero, picture.times.y + 10, '0');
  picture.times.ends.forEach(({x, micros}) => label(layer, 'time end', x, picture.times.y + 10, text('ms', span(micros))));
  svg.querySelector('g').replaceWith(layer);
  // in the page: only there it can be told how wide a text is
  picture.lanes.forEach(lane => drawName(layer, lane));
}
