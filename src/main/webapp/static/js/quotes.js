// Parks five long polls and publishes the quote that releases them.

import {announce, byId, disabledDuring, millis, pause, price, text} from './page.js';
import {place} from './connections.js';
import {lane} from './lanes.js';
import {run} from './run.js';

const REQUESTS = 5;
const TICKER_MILLIS = 1500;
const SEEN_MILLIS = 500;
const room = byId('quotes');
const form = byId('publish');
const buttons = [byId('park'), byId('park-publish')];

function publish() {
  const options = {method: 'POST', headers: {Accept: 'application/json'}, body: new URLSearchParams(new FormData(form))};
  return run(room.querySelector('.runs'), 'POST /quotes', form.action, options, {running: '', spare: true});
}

function parkOne(lanes, number) {
  const released = {quote: null, at: 0};
  return lane(lanes, text('request', number), room.dataset.url, {
    scale: 2000,
    running: 'parked',
    spare: true,
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

/** So that the quote after it is ours; a ticker that is off or slow is not waited for. */
async function letTheTickerPass() {
  byId('released').textContent = text('ticker');
  const quote = new AbortController();
  const poll = fetch(room.dataset.url, {cache: 'no-store', signal: quote.signal}).catch(() => null);
  await Promise.race([poll, pause(TICKER_MILLIS)]);
  quote.abort();
}

/** All five are sent at the same moment: each has its place before the first is sent. */
async function park(thenPublish) {
  const lanes = byId('parked-lanes');
  lanes.textContent = '';
  byId('released').textContent = text('waiting');
  const places = await Promise.all(Array.from({length: REQUESTS}, () => place()));
  if (thenPublish) {
    await letTheTickerPass();
  }
  byId('released').textContent = '';
  const parked = places.map((leave, index) => parkOne(lanes, index + 1));
  // long enough to be seen
  const own = thenPublish ? pause(SEEN_MILLIS).then(publish) : null;
  const message = finding(await Promise.all(parked), await own);
  places.forEach(leave => leave());
  byId('released').textContent = message;
  announce(message);
}

form.addEventListener('submit', event => {
  event.preventDefault();
  publish();
});
byId('park').addEventListener('click', () => disabledDuring(() => park(false), ...buttons));
byId('park-publish').addEventListener('click', () => form.reportValidity() && disabledDuring(() => park(true), ...buttons));
