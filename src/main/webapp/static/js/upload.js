// The upload, answered in place.

import {byId} from './page.js';
import {run} from './run.js';

const form = byId('upload-form');

form.addEventListener('submit', event => {
  event.preventDefault();
  run(byId('upload').querySelector('.runs'), 'POST /callable/upload', form.action,
      {method: 'POST', headers: {Accept: 'application/json'}, body: new FormData(form)},
      {timeline: true});
});
