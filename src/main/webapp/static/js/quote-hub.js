// One EventSource for all tabs of the browser: it runs in a SharedWorker, and each tab that listens has a port to it.
// Where there is no SharedWorker the page uses what it imports here, and shares with nobody.

const RECENT = 10;
const RETRY_MILLIS = 5000;
/** No quote has this id: the server sends a gap event, and the quotes that it keeps. */
const UNKNOWN = '0-0';

const tabs = new Set();
let url = '';
let source = null;
let state = 'connecting';
let recent = [];
let last = null;

const tell = message => tabs.forEach(tab => tab.postMessage(message));

function change(to) {
  state = to;
  tell({state, tabs: tabs.size});
}

function pass(message) {
  recent = recent.concat(message).slice(-RECENT);
  tell(message);
}

/** Goes on after the last quote. */
function open() {
  source = new EventSource(last ? `${url}?after=${last}` : url);
  source.onopen = () => change('open');
  source.onmessage = event => {
    last = event.lastEventId;
    pass({quote: JSON.parse(event.data)});
  };
  source.addEventListener('gap', () => pass({gap: true}));
  source.onerror = event => comeBack(event.target);
}

/** Cut off it comes back by itself, with the last id; refused, as with 404 or 503, it is closed and its id forgotten. */
function comeBack(failed) {
  if (failed.readyState !== EventSource.CLOSED) {
    change('resuming');
    return;
  }
  if (state === 'resuming') {
    // it had a place, and a script learns an id from events alone
    last = last || UNKNOWN;
  }
  change('refused');
  setTimeout(() => failed === source && open(), RETRY_MILLIS);
}

function enter(port) {
  tabs.add(port);
  recent.forEach(message => port.postMessage(message));
  if (!source) {
    state = 'connecting';
    open();
  }
  change(state);
}

function leave(port) {
  tabs.delete(port);
  if (tabs.size === 0 && source) {
    source.close();
    source = null;
  }
  change(state);
}

/** Takes a tab's end of a channel: the tab sends the address to listen, and null to leave. */
export function join(port) {
  port.onmessage = ({data}) => {
    if (data) {
      url = data;
      enter(port);
    } else {
      leave(port);
    }
  };
}

// what a SharedWorker calls for each tab
self.onconnect = event => join(event.ports[0]);
