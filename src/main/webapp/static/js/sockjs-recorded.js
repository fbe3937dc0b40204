// SockJS, recorded: each of its requests that waits for messages has a timeline, and one of them is drawn.

import {pause} from './page.js';
import {follow, newId, recorded} from './timeline.js';

const WAITS = /\/(xhr_streaming|eventsource|xhr)$/;
const DRAWN_MILLIS = 10000;
let last = null;

function named(address) {
  if (!WAITS.test(new URL(address, location.href).pathname)) {
    return address;
  }
  last = newId();
  return recorded(address, last);
}

/** Loads it. It keeps the classes that it finds meanwhile: a query of its own URL would be that of what it sends, too. */
export async function load(address) {
  const {XMLHttpRequest: Request, EventSource: Source} = window;
  window.XMLHttpRequest = class extends Request {
    open(method, url, ...others) {
      super.open(method, named(url), ...others);
    }
  };
  window.EventSource = class extends Source {
    constructor(url) {
      super(named(url));
    }
  };
  try {
    await import(address);
  } finally {
    Object.assign(window, {XMLHttpRequest: Request, EventSource: Source});
  }
}

/** Draws the request that waits, or has waited, until the socket is closed; not for hours. */
export function draw(place, socket) {
  place.textContent = '';
  if (socket.transport !== 'websocket') {
    const closed = new Promise(resolve => socket.addEventListener('close', resolve));
    follow(place, last, Promise.race([closed, pause(DRAWN_MILLIS)]));
  }
}
