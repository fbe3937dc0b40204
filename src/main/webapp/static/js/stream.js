// The page of the streams: each part of the page starts, and what needs script appears.

import './report.js';
import './export.js';
import './file.js';
import './log.js';
import './status.js';

// a browser without EventSource polls
import('EventSource' in window ? './live.js' : './longpoll.js').then(() => {
  document.querySelectorAll('[data-scripted]').forEach(element => {
    element.hidden = false;
  });
});
