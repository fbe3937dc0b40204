// The grid: a click runs a cell in place. The links carry the parameters, so that a new tab asks the same.

import {byId} from './page.js';
import {run} from './run.js';

const grid = byId('grid');

function aim() {
  grid.querySelectorAll('a.cell').forEach(link => {
    const parameters = new URLSearchParams(link.search);
    // an export takes as long as its client reads
    if (!parameters.has('rows')) {
      parameters.set('delay', byId('delay').value);
    }
    if (link.closest('tbody').contains(byId('executor')) && link.dataset.outcome !== 'rejected') {
      parameters.set('executor', byId('executor').value);
    }
    link.search = parameters.toString();
  });
}

function start(link) {
  const pattern = link.closest('tbody');
  const accept = link.dataset.outcome === 'view' ? 'text/html' : 'application/json';
  pattern.querySelector('.answers').hidden = false;
  return run(pattern.querySelector('.runs'), `GET ${link.querySelector('code').textContent}${link.search}`, link.href,
      {headers: {Accept: accept}}, {running: pattern.dataset.running, timeline: true});
}

grid.addEventListener('click', event => {
  const link = event.target.closest('a.cell');
  if (link && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
    event.preventDefault();
    start(link);
  }
});
byId('delay').addEventListener('input', aim);
byId('executor').addEventListener('change', aim);
aim();
