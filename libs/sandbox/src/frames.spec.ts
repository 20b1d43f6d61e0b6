import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { channels, FrameDecoder, frameCap, hostFrame, MalformedFrame, packFrame } from './frames.js';

describe('frames', () => {
  const frame = fc.record({
    channel: fc.constantFrom(...Object.values(channels)),
    epoch: fc.nat(),
    payload: fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  });

  it('come out as they went in, however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(frame, { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }),
        (frames, cuts) => {
          const stream = Buffer.concat(frames.map(packFrame));
          const decoder = new FrameDecoder();
          const out = [];
          for (let at = 0, cut = 0; at < stream.length; cut += 1) {
            const end = at + (cuts[cut % cuts.length] ?? 1);
            out.push(...decoder.push(stream.subarray(at, end)));
            at = end;
          }
          expect(out).toEqual(frames);
        },
      ),
    );
  });

  it('are refused when they are too long or name no channel', () => {
    const long = packFrame(hostFrame({}));
    long.writeUInt32BE(frameCap + 1, 0);
    expect(() => new FrameDecoder().push(long)).toThrow(MalformedFrame);
    const foreign = packFrame({ ...hostFrame({}), channel: 4 });
    expect(() => new FrameDecoder().push(foreign)).toThrow(MalformedFrame);
  });
});
