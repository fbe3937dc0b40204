// The page of the reactive return values: each part starts, and what needs script appears.

import './types.js';
import './client.js';
import './live.js';
import './pressure.js';
import './status.js';

document.querySelectorAll('[data-scripted]').forEach(element => {
  element.hidden = false;
});
