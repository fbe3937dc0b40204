// What every part of the page uses: elements, texts, numbers.

const texts = document.getElementById('texts').dataset;
const decimals = new Intl.NumberFormat(document.documentElement.lang, {minimumFractionDigits: 1, maximumFractionDigits: 1});
const prices = new Intl.NumberFormat(document.documentElement.lang, {minimumFractionDigits: 2, maximumFractionDigits: 4});
const hundredths = new Intl.NumberFormat(document.documentElement.lang, {minimumFractionDigits: 2, maximumFractionDigits: 2});
const whole = new Intl.NumberFormat(document.documentElement.lang, {maximumFractionDigits: 0});

let scrolling = new ResizeObserver(() => {});

export const byId = id => document.getElementById(id);

/** A text, its {0}, {1} … replaced by the values. */
export const filled = (pattern, ...values) => pattern.replace(/\{(\d)\}/g, (place, index) => values[index]);

/** The page's own text of this name. */
export const text = (name, ...values) => filled(texts[name], ...values);

/** Milliseconds as whole milliseconds, and as seconds with one decimal. */
export const millis = value => whole.format(value);
export const seconds = value => decimals.format(value / 1000);

/** Milliseconds as one reads them: from a second on in seconds. */
export const time = value => (value < 1000 ? text('ms', millis(value)) : text('asked', seconds(value)));

/** Microseconds as ms: to be read, a decimal where it tells something; and exactly. */
export const span = micros => (micros < 10000 ? decimals : whole).format(micros / 1000);
export const exact = micros => hundredths.format(micros / 1000);

/** A quote as a reader sees it. */
export const price = quote => `${quote.symbol} ${prices.format(quote.price)}`;

/** What the page calls this kind of thread. */
export const kindText = kind => text(`kind${kind[0].toUpperCase()}${kind.slice(1)}`);

/** What is said of a request that is sent again: it was refused with a status, or the browser says in its own words why it failed. */
export const brokenText = failure => (/^\d+$/.test(failure.message) ? text('liveRefused', failure.message) : text('liveBroken'));

export const pause = time => new Promise(resolve => setTimeout(resolve, time));

/** A new copy of what the template holds. */
export const copyOf = template => document.importNode(byId(template).content, true).firstElementChild;

/** Disables the buttons while the work goes on, and shows the result of their section. Whichever had the focus has it again, unless its user has gone elsewhere. */
export async function disabledDuring(work, ...buttons) {
  const focused = document.activeElement;
  const result = buttons[0].closest('section').querySelector('.result');
  buttons.forEach(button => { button.disabled = true; });
  if (result) {
    shown(result);
  }
  try {
    await work();
  } finally {
    buttons.forEach(button => { button.disabled = false; });
    if (document.activeElement === document.body) {
      focused.focus();
    }
  }
}

/** What a status is to who asked, by which it is coloured; 0: no answer came. */
export const outcome = status => (status >= 200 && status < 300 ? 'ok' : status === 503 ? 'refused' : 'failed');

/**
 * Scrolls a result into view, and again as it grows, until its reader does something or there is another: its top, if it is higher than the window.
 */
export function shown(result) {
  scrolling.disconnect();
  scrolling = new ResizeObserver(() => result.scrollIntoView({block: 'nearest'}));
  scrolling.observe(result);
}
['wheel', 'touchstart', 'pointerdown', 'keydown'].forEach(name =>
  addEventListener(name, () => scrolling.disconnect(), {passive: true}));

/** Tells a screen reader what changed. */
export const announce = message => {
  byId('announce').textContent = message;
};

/** Calls with the elapsed ms, ten times a second, until the function that is returned is called. */
export function clock(tick) {
  const started = performance.now();
  const show = () => tick(performance.now() - started);
  const timer = setInterval(show, 100);
  show();
  return () => clearInterval(timer);
}
