// The page of the manual's own forms: each part starts, and what needs script appears.

import './types.js';
import './leaves.js';
import './breaks.js';
import './status.js';

document.querySelectorAll('[data-scripted]').forEach(element => {
  element.hidden = false;
});
