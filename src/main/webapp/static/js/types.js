// The return types: a click runs one in place, below its row, with its timeline.

import {byId, copyOf} from './page.js';
import {run} from './run.js';

/** The place of a row's answers: a row of their own below it. */
function runsOf(row) {
  if (!row.nextElementSibling || !row.nextElementSibling.matches('.answers')) {
    row.after(copyOf('answers'));
  }
  row.nextElementSibling.hidden = false;
  return row.nextElementSibling.querySelector('.runs');
}

byId('types').addEventListener('click', event => {
  const link = event.target.closest('tbody a');
  if (link && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
    event.preventDefault();
    run(runsOf(link.closest('tr')), `GET ${link.textContent}`, link.href, {},
        {running: link.closest('tr').firstElementChild.textContent, timeline: true});
  }
});
