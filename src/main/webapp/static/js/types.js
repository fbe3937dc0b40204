// The return types: a click runs one in place, with its timeline.

import {byId} from './page.js';
import {run} from './run.js';

const room = byId('types');

room.querySelector('tbody').addEventListener('click', event => {
  const link = event.target.closest('a');
  if (link && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
    event.preventDefault();
    run(room.querySelector('.runs'), `GET ${link.textContent}`, link.href, {},
        {running: link.closest('tr').firstElementChild.textContent, timeline: true});
  }
});
