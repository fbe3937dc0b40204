// The page of the sockets: the same quotes by five ways, each of which resumes by the last id; and orders over a socket.

import './status.js';
import {announce, byId, pause, price, text} from './page.js';
import {draw, load} from './sockjs-recorded.js';

const SHOWN = 8;
const RETRY_MILLIS = 2000;
const CUT_MILLIS = 3000;
const root = new URL('../../', import.meta.url);
const at = path => new URL(path, root).href;
const section = byId('five');
const order = document.querySelector('#order form');
const button = name => section.querySelector(`button.${name}`);
const found = message => {
  section.querySelector('.finding').textContent = message;
  announce(message);
};

/** Where a way shows what it gets. */
class Column {
  constructor(name) {
    this.box = section.querySelector(`[data-way=${name}]`);
    this.begin();
  }

  begin() {
    this.ids = [];
    this.place = null;
    this.box.querySelector('ol').textContent = '';
    this.say(text('liveIdle'));
  }

  say(state) {
    this.box.querySelector('.state').textContent = state;
  }

  /** The id to come back with. */
  last() {
    return this.ids.length > 0 ? this.ids[this.ids.length - 1] : this.place;
  }

  show(quote) {
    this.ids.push(quote.id);
    this.add(`${quote.id}  ${price(quote)}`, 'quote');
  }

  gap() {
    this.add(text('liveGap'), 'gap');
  }

  add(content, kind) {
    const line = document.createElement('li');
    line.className = kind;
    line.textContent = content;
    const list = this.box.querySelector('ol');
    list.prepend(line);
    Array.from(list.children).slice(SHOWN).forEach(old => old.remove());
  }
}

/** One request after the other. Like each of these it returns what ends it. */
function poll(column) {
  const end = new AbortController();
  (async () => {
    while (!end.signal.aborted) {
      try {
        const after = column.last();
        const response = await fetch(at('deferred/quotes') + (after ? `?after=${after}` : ''),
          {cache: 'no-store', headers: {Accept: 'application/json'}, signal: end.signal});
        column.say(text('socketOpen'));
        if (response.status === 200) {
          const backlog = await response.json();
          if (backlog.gap) {
            column.gap();
          }
          backlog.quotes.forEach(quote => column.show(quote));
          column.place = backlog.last;
        } else if (response.status === 204) {
          column.place = response.headers.get('Last-Event-ID');
        } else {
          throw new Error(response.status);
        }
      } catch (failure) {
        if (!end.signal.aborted) {
          column.say(text('socketAway'));
          await pause(RETRY_MILLIS);
        }
      }
    }
  })();
  return () => end.abort();
}

/** Server-sent events, whoever writes them. */
function events(column, path) {
  const after = column.last();
  const source = new EventSource(at(path) + (after ? `?after=${after}` : ''));
  source.onopen = () => column.say(text('socketOpen'));
  source.onmessage = event => column.show(JSON.parse(event.data));
  source.addEventListener('gap', () => column.gap());
  source.onerror = () => column.say(text('socketAway'));
  return () => source.close();
}

/** Subscribed first, with a receipt; then what was missed, until nothing comes; then what has come meanwhile, but once. */
function follow(client, column) {
  const receipt = `quotes-${Date.now()}`;
  const missed = new Set();
  let early = [];
  const live = quote => {
    if (!client.active) {
      return;
    }
    if (early) {
      early.push(quote);
    } else if (quote.gap) {
      column.gap();
    } else {
      column.show(quote);
    }
  };
  const ask = id => client.subscribe(id ? `/app/quotes/${id}` : '/app/quotes', message => {
    if (!client.active) {
      return;
    }
    const backlog = JSON.parse(message.body);
    if (backlog.gap) {
      column.gap();
    }
    backlog.quotes.forEach(quote => {
      missed.add(quote.id);
      column.show(quote);
    });
    column.place = backlog.last;
    if (backlog.gap || backlog.quotes.length > 0) {
      ask(backlog.last);
    } else {
      const late = early.filter(quote => !missed.has(quote.id));
      early = null;
      late.forEach(live);
    }
  });
  client.watchForReceipt(receipt, () => ask(column.last()));
  client.subscribe('/topic/quotes', message => live(JSON.parse(message.body)), {receipt});
}

/** @param open makes a WebSocket, or what SockJS has in its place */
function stomp(column, open, connected) {
  const client = new window.StompJs.Client({
    webSocketFactory: open,
    reconnectDelay: RETRY_MILLIS,
    onConnect: () => {
      // SockJS says by what it is open
      column.say(text('socketOpenBy', client.webSocket.transport || 'websocket'));
      follow(client, column);
      connected(client);
    },
    onWebSocketClose: () => client.active && column.say(text('socketAway'))
  });
  client.activate();
  return () => client.deactivate();
}

/** Orders go over the one socket; the answers come to this browser's user alone. */
function takeOrders(client) {
  const answered = message => {
    order.parentNode.querySelector('.finding').textContent = message;
    announce(message);
  };
  client.subscribe('/user/queue/orders', message => {
    const {id, quantity, symbol, price: paid} = JSON.parse(message.body);
    answered(text('socketOrdered', quantity, symbol, paid === null ? '–' : paid, id));
  });
  client.subscribe('/user/queue/errors', message => answered(JSON.parse(message.body).detail));
  order.onsubmit = event => {
    event.preventDefault();
    client.publish({destination: '/app/orders', body: JSON.stringify(Object.fromEntries(new FormData(order)))});
  };
  order.querySelector('button').disabled = false;
}

const sockJs = () => {
  const transport = section.querySelector('select').value;
  return new window.SockJS(at('socket'), null, {timeout: RETRY_MILLIS, ...(transport && {transports: [transport]})});
};
const ways = {
  poll,
  sse: column => events(column, 'stream/quotes'),
  flux: column => events(column, 'reactive/flux'),
  websocket: column => stomp(column, () => new WebSocket(at('socket/websocket').replace(/^http/, 'ws')), takeOrders),
  sockjs: column => stomp(column, sockJs, client => draw(section.querySelector('.drawn'), client.webSocket))
};
const columns = Object.keys(ways).map(name => new Column(name));
let ends = [];

const open = () => {
  ends = Object.values(ways).map((way, index) => way(columns[index]));
};
const close = () => {
  ends.forEach(end => end());
  ends = [];
  order.querySelector('button').disabled = true;
};

function toggle(on) {
  button('start').disabled = on;
  button('cut').disabled = !on;
  button('stop').disabled = !on;
  section.querySelector('select').disabled = on;
  button(on ? 'stop' : 'start').focus();
}

/** From the latest of their first ids to the earliest of their last ones, which all have: the same, or one is missing. */
function compare() {
  const all = columns.map(column => column.ids);
  const inAll = id => all.every(ids => ids.includes(id));
  const first = all.map(ids => ids[0]).find(inAll);
  const last = all.map(ids => ids[ids.length - 1]).find(inAll);
  const common = all.map(ids => ids.slice(ids.indexOf(first), ids.indexOf(last) + 1).join());
  const same = first && last && new Set(common).size === 1;
  found(same ? text('socketSame', common[0].split(',').length) : text('socketDiffer'));
}

button('start').addEventListener('click', () => {
  columns.forEach(column => column.begin());
  found('');
  open();
  toggle(true);
});
button('stop').addEventListener('click', () => {
  close();
  columns.forEach(column => column.say(text('streamStopped')));
  toggle(false);
  compare();
});
button('cut').addEventListener('click', async () => {
  button('cut').disabled = true;
  close();
  columns.forEach(column => column.say(text('socketAway')));
  await pause(CUT_MILLIS);
  // nor stopped and started again
  if (!button('stop').disabled && ends.length === 0) {
    open();
    button('cut').disabled = false;
  }
});
addEventListener('pagehide', close);

Promise.all([import(at('stompjs/stomp.umd.min.js')), load(at('sockjs/sockjs.min.js'))]).then(() =>
  document.querySelectorAll('[data-scripted]').forEach(element => { element.hidden = false; }));
