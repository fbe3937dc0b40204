// The return types: a click runs one in place, below its table, with its timeline.

import {byId} from './page.js';
import {run} from './run.js';

byId('types').addEventListener('click', event => {
  const link = event.target.closest('tbody a');
  if (link && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
    event.preventDefault();
    run(link.closest('.scroll').nextElementSibling, `GET ${link.textContent}`, link.href, {},
        {running: link.closest('tr').firstElementChild.textContent, timeline: true});
  }
});
