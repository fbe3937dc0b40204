// Reads an answer while it is still being written.

/** The parts of a response's body, as they come. */
export async function* parts(response) {
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    yield part.value;
  }
}

/** The lines of a response's body that have come whole: a part may end anywhere, even within a character. */
export async function* lines(response) {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const part of parts(response)) {
    const whole = (rest + decoder.decode(part, {stream: true})).split('\n');
    rest = whole.pop();
    yield* whole;
  }
}
