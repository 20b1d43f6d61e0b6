import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EventStreamParser } from './event-stream.js';

describe('the event stream', () => {
  it('gives id and data of each event and passes over heartbeats', () => {
    const parser = new EventStreamParser();
    expect(parser.push(': alive\n\nid: 4\nevent: attempt\ndata: {"a":1}\n\nid: 5\ndata: one\ndata: two\n\n')).toEqual([
      { id: '4', data: '{"a":1}' },
      { id: '5', data: 'one\ntwo' },
    ]);
  });

  it('gives the same events however the network cuts the text', () => {
    const text = 'id: 1\ndata: first\n\n: alive\n\nid: 2\r\ndata: second\r\n\r\nid: 3\ndata:third\n\n';
    const whole = new EventStreamParser().push(text);
    expect(whole.map(({ data }) => data)).toEqual(['first', 'second', 'third']);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: text.length }), { maxLength: 8 }), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        const parser = new EventStreamParser();
        const events = places.slice(1).flatMap((to, index) => parser.push(text.slice(places[index], to)));
        expect(events).toEqual(whole);
      }),
    );
  });

  it('keeps an event that is not complete yet', () => {
    const parser = new EventStreamParser();
    expect(parser.push('id: 9\ndata: {"b"')).toEqual([]);
    expect(parser.push(':2}\n')).toEqual([]);
    expect(parser.push('\n')).toEqual([{ id: '9', data: '{"b":2}' }]);
  });
});
