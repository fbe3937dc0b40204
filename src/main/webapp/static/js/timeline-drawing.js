// Draws shapes as SVG. What they look like is in the style sheet; what cannot be told by shape alone is written beside it.

import {kindText, span, text} from './page.js';
import {CHARACTER, clearOf, shortened} from './timeline-shapes.js';

const SVG = 'http://www.w3.org/2000/svg';
// of the strip, in pixels: a row with its name, the box in it, and the least that can be seen
const ROW = 56;
const THICK = 30;
const LEAST = 2;

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

/** The first of the wordings that there is room for. */
function drawWording(layer, kind, {x, y, width}, ...names) {
  const wording = names.map(name => text(name)).find(each => breadth(each) * CHARACTER + 8 <= width);
  if (wording) {
    label(layer, kind, x + width / 2, y, wording);
  }
}

function drawGap(layer, gap) {
  rect(layer, 'parked', gap);
  drawWording(layer, 'inside quiet', {x: gap.x, y: gap.y + 12, width: gap.width}, 'parkedLong', 'parkedShort');
}

const LOOKS = {
  held: {box: 'bar container', wording: 'inside', names: ['heldShort']},
  parked: {box: 'parked', wording: 'inside quiet', names: ['parkedLong', 'parkedShort']},
  work: {box: 'bar executor', wording: 'inside quiet outlined', names: ['workShort']}
};

/** Draws anew the strip: a row below the other, each with its name above, and below them the time. */
export function drawStrip(svg, rows, width, micros) {
  const layer = document.createElementNS(SVG, 'g');
  const height = rows.length * ROW + 14;
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('height', height);
  rows.forEach(({kinds, parts}, index) => {
    const y = index * ROW + 18;
    label(layer, 'name', 0, y - 6, kinds.map(kindText).join(', '));
    rect(layer, 'strip', {x: 0, y, width, height: THICK});
    parts.forEach(part => {
      const {box, wording, names} = LOOKS[part.is];
      // what takes microseconds is to be seen, too
      rect(layer, box, {x: Math.min(part.x, width - LEAST), y, width: Math.max(part.width, LEAST), height: THICK});
      drawWording(layer, wording, {x: part.x, y: y + THICK / 2 + 4, width: part.width}, ...names);
    });
  });
  label(layer, 'time', 0, height - 2, '0');
  label(layer, 'time middle', width / 2, height - 2, text('scale'));
  label(layer, 'time end', width, height - 2, text('ms', span(micros)));
  svg.querySelector('g').replaceWith(layer);
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
