// The same file, blocking and streamed, each with its timeline.

import {byId, disabledDuring, millis, text} from './page.js';
import {send} from './connections.js';
import {figureIn, newId, recorded, showEnd} from './timeline.js';

const room = byId('file');
const button = room.querySelector('button');

async function draw(half) {
  const id = newId();
  const drawn = half.querySelector('.drawn');
  drawn.textContent = '';
  try {
    const {response, millis: time} = await send(recorded(half.querySelector('a').href, id));
    half.querySelector('.state').textContent = text('done', response.status, millis(time));
    await showEnd(figureIn(drawn), id);
  } catch (failure) {
    half.querySelector('.state').textContent = text('compareFailed');
  }
}

button.addEventListener('click', () =>
  disabledDuring(() => Promise.all(Array.from(room.querySelectorAll('.halves > div'), draw)), button));
