// The page of the streams: what needs script appears, and each part of the page starts.

import './report.js';
import './export.js';
import './file.js';
import './log.js';
import './status.js';

// a browser without EventSource polls
import('EventSource' in window ? './live.js' : './longpoll.js');

document.querySelectorAll('[data-scripted]').forEach(element => {
  element.hidden = false;
});
