// Short requests beside long work: how long they take shows whether they had to wait in line.

import {byId, millis, pause, text} from './page.js';
import {send} from './connections.js';

const PERIOD_MILLIS = 200;

/** Asks for the figures, one time after the other, until the work is over; resolves with the ms of the slowest. */
export async function probe(meter, work) {
  const status = byId('figures').querySelector('a').href;
  let over = false;
  let slowest = 0;
  const end = () => { over = true; };
  work.then(end, end);
  for (let count = 1; !over; count++) {
    await pause(PERIOD_MILLIS);
    const {millis: time} = await send(status, {}, {spare: true});
    slowest = Math.max(slowest, time);
    meter.textContent = text('probe', count, millis(slowest));
  }
  return slowest;
}
