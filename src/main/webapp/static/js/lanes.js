// A lane is a line for one of several requests that run side by side: its name, a bar for its time, what became of it.

import {clock, copyOf, millis, outcome as outcomeOf, seconds, text} from './page.js';
import {send} from './connections.js';

/**
 * Sends a GET for JSON and draws its time as it runs; resolves with the answer, or null if the connection failed.
 * @param scale the ms that fill the bar
 * @param running the name of the text that is shown meanwhile
 * @param outcome makes the last text of the answer
 */
export async function lane(list, label, url, {scale, running, outcome, spare}) {
  const line = copyOf('lane');
  const bar = line.querySelector('progress');
  const state = line.querySelector('.state');
  line.querySelector('.label').textContent = label;
  state.textContent = text('waiting');
  bar.max = scale;
  list.append(line);

  let stop = () => {};
  try {
    const answer = await send(url, {headers: {Accept: 'application/json'}}, {spare, onSent: () => {
      stop = clock(time => {
        bar.value = time;
        state.textContent = text(running, seconds(time));
      });
    }});
    bar.value = answer.millis;
    line.dataset.over = outcomeOf(answer.response.status);
    state.textContent = outcome(answer);
    return answer;
  } catch (failure) {
    line.dataset.over = 'failed';
    state.textContent = text('gone', millis(bar.value));
    return null;
  } finally {
    stop();
  }
}
