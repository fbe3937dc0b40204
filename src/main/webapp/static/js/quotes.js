// Parks five long polls and publishes the quote that releases them.

import {announce, byId, millis, pause, text} from './page.js';
import {lane} from './lanes.js';
import {run} from './run.js';

const REQUESTS = 5;
const room = byId('quotes');
const form = byId('publish');
const buttons = [byId('park'), byId('park-publish')];

const price = quote => `${quote.symbol} ${quote.price}`;

function publish() {
  const options = {method: 'POST', headers: {Accept: 'application/json'}, body: new URLSearchParams(new FormData(form))};
  return run(room.querySelector('.runs'), 'POST /quotes', form.action, options, {running: '', spare: true});
}

function parkOne(lanes, number) {
  const released = {quote: null, at: 0};
  return lane(lanes, text('request', number), room.dataset.url, {
    scale: 2000,
    running: 'parked',
    outcome: ({response, body, millis: time}) => {
      released.at = performance.now();
      released.quote = response.status === 200 ? JSON.parse(body).quotes[0] : null;
      return released.quote ? text('released', response.status, millis(time), price(released.quote))
          : response.status === 204 ? text('nothing') : text('done', response.status, millis(time));
    }
  }).then(() => released);
}

function finding(all, own) {
  const released = all.filter(each => each.quote);
  const ids = new Set(released.map(each => each.quote.id));
  if (ids.size !== 1 || released.length < all.length) {
    return text('releasedSome', released.length, all.length, ids.size);
  }
  const times = released.map(each => each.at);
  const yours = own && own.response.ok && ids.has(JSON.parse(own.body).id) ? text('yours') : '';
  return text('releasedAll', all.length, price(released[0].quote), yours, millis(Math.max(...times) - Math.min(...times)));
}

async function park(thenPublish) {
  buttons.forEach(button => { button.disabled = true; });
  const lanes = byId('parked-lanes');
  lanes.textContent = '';
  byId('released').textContent = '';
  const parked = Array.from({length: REQUESTS}, (none, index) => parkOne(lanes, index + 1));
  // long enough to be seen
  const own = thenPublish ? pause(500).then(publish) : null;
  const message = finding(await Promise.all(parked), await own);
  byId('released').textContent = message;
  announce(message);
  buttons.forEach(button => { button.disabled = false; });
}

form.addEventListener('submit', event => {
  event.preventDefault();
  publish();
});
byId('park').addEventListener('click', () => park(false));
byId('park-publish').addEventListener('click', () => form.reportValidity() && park(true));
