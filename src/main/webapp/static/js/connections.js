// A browser opens six connections to a host over HTTP/1.1. The page lets five of them wait for long answers and keeps
// the sixth for short ones: the figures, and the quote that releases the five.

const PLACES = 5;
const held = new Set();
const queue = [];

/**
 * Waits for a place; resolves with the function that gives it back.
 * @param giveWay called if others want the place; who names none keeps it to the end
 */
export function place(giveWay) {
  return new Promise(resolve => {
    queue.push({resolve, giveWay});
    next();
  });
}

function next() {
  while (queue.length > 0 && held.size < PLACES) {
    const first = queue.shift();
    held.add(first);
    first.resolve(() => {
      held.delete(first);
      next();
    });
  }
  if (queue.some(waiting => !waiting.giveWay)) {
    const polite = Array.from(held).find(holder => holder.giveWay);
    if (polite) {
      polite.giveWay();
    }
  }
}

/**
 * Sends a request; resolves with the response, its body as text and the elapsed ms since it was sent.
 * @param spare takes no place of the five: the answer is short, or the caller holds a place
 * @param onSent called when there was a place
 */
export async function send(url, options, {spare = false, onSent = () => {}} = {}) {
  const release = spare ? () => {} : await place();
  try {
    onSent();
    const started = performance.now();
    // no-store: a browser lets equal requests wait for each other's answer to reach its cache
    const response = await fetch(url, Object.assign({cache: 'no-store'}, options));
    const body = await response.text();
    return {response, body, millis: performance.now() - started};
  } finally {
    release();
  }
}
