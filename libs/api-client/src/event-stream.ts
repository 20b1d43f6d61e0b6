/** One event of a `text/event-stream`. */
export interface ServerSentEvent {
  id: string;
  data: string;
}

/** Splits a `text/event-stream` into events (WHATWG HTML § 9.2.6); comments, names and retry times are passed over. */
export class EventStreamParser {
  private rest = '';
  private id = '';
  private data: string[] = [];

  /** Takes the next piece of text, cut anywhere, and gives the events that it completes. */
  push(piece: string): ServerSentEvent[] {
    const lines = (this.rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.line(line));
  }

  private line(line: string): ServerSentEvent[] {
    if (line === '') {
      const event = this.data.length > 0 ? [{ id: this.id, data: this.data.join('\n') }] : [];
      this.data = [];
      return event;
    }
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') {
      this.data.push(value);
    } else if (field === 'id') {
      this.id = value;
    }
    return [];
  }
}

/** Reads the events of an answer's body until it ends. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventStreamParser();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      yield* parser.push(decoder.decode(value, { stream: true }));
    }
  } finally {
    reader.releaseLock();
  }
}
