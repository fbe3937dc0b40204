// The way from an old application: the regions of the two files side by side, and both sides run at once.

import {byId, disabledDuring} from './page.js';
import {run} from './run.js';
import './status.js';

const root = document.querySelector('.brand').getAttribute('href').replace(/\/$/, '');

/** What stands between the marks of a region, without the indentation that all of it has. */
function region(source, name) {
  const lines = source.split('\n');
  const from = lines.findIndex(line => line.trim() === `// region ${name}`);
  const to = lines.findIndex((line, index) => index > from && line.trim() === '// endregion');
  const indentation = lines[from].indexOf('//');
  return lines.slice(from + 1, to).map(line => line.slice(indentation)).join('\n');
}

async function show(half, name) {
  const response = await fetch(half.dataset.source);
  const code = half.querySelector('pre');
  if (response.ok) {
    code.textContent = region(await response.text(), name);
    code.hidden = false;
  }
}

const ask = half => run(half.querySelector('.runs'), `GET ${half.dataset.path}`, root + half.dataset.path,
    {headers: {Accept: half.dataset.path.includes('/file') ? '*/*' : 'application/json'}}, {timeline: true});

byId('habits').querySelectorAll('section').forEach(habit => {
  const halves = Array.from(habit.querySelectorAll('[data-source]'));
  halves.forEach(half => show(half, habit.dataset.region));
  const button = habit.querySelector('button');
  if (button) {
    button.addEventListener('click', () => disabledDuring(() => Promise.all(halves.map(ask)), button));
  }
});

document.querySelectorAll('[data-scripted]').forEach(element => {
  element.hidden = false;
});
