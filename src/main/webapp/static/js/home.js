// The home page: what needs script appears, and each part of the page starts.

import './grid.js';
import './quotes.js';
import './longpoll.js';
import './compare.js';
import './load.js';
import './pools.js';
import './upload.js';
import './status.js';

document.querySelectorAll('[data-scripted]').forEach(element => {
  element.hidden = false;
});
