// One EventSource for all tabs of the browser: it runs in a SharedWorker, and each tab that listens has a port to it.
// Where there is no SharedWorker the page uses what it imports here, and shares with nobody.

const RECENT = 10;
const RETRY_MILLIS = 5000;

const tabs = new Set();
let url = '';
let source = null;
let state = 'connecting';
let recent = [];

const tell = message => tabs.forEach(tab => tab.postMessage(message));

function change(to) {
  state = to;
  tell({state, tabs: tabs.size});
}

function pass(message) {
  recent = recent.concat(message).slice(-RECENT);
  tell(message);
}

/** Goes on after the last quote: an EventSource that is opened anew has forgotten its id. */
function open() {
  const last = recent.filter(message => message.quote).pop();
  source = new EventSource(last ? `${url}?after=${last.quote.id}` : url);
  source.onopen = () => change('open');
  source.onmessage = event => pass({quote: JSON.parse(event.data)});
  source.addEventListener('gap', () => pass({gap: true}));
  source.onerror = event => {
    // cut off it comes back by itself, with the id of the last event; refused, such as with 503, it gives up
    const refused = event.target.readyState === EventSource.CLOSED;
    change(refused ? 'refused' : 'resuming');
    if (refused) {
      setTimeout(() => event.target === source && open(), RETRY_MILLIS);
    }
  };
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
