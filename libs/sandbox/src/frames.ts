/**
 * Frames as `sandbox-images/python/runner/assay_runner/wire.py` describes them:
 * `length u32 | channel u8 | epoch u32 | payload`, big-endian, length of the payload alone.
 */
export const channels = { host: 0, supervisor: 1, candidate: 2, stream: 3 } as const;
/** Towards the grader a channel says which of its sandboxes is meant: `kind + 8 * other`, the submission sandbox being 0. */
export const companionOffset = 8;
const headerBytes = 9;
/** Most bytes in a payload that comes out of a sandbox. */
export const frameCap = 1 << 20;

export interface Frame {
  channel: number;
  epoch: number;
  payload: Buffer;
}

/** What came out of a sandbox is no frame: its length or channel cannot be. */
export class MalformedFrame extends Error {}

export function packFrame({ channel, epoch, payload }: Frame): Buffer {
  const frame = Buffer.allocUnsafe(headerBytes + payload.length);
  frame.writeUInt32BE(payload.length, 0);
  frame.writeUInt8(channel, 4);
  frame.writeUInt32BE(epoch, 5);
  payload.copy(frame, headerBytes);
  return frame;
}

function isChannel(channel: number): boolean {
  return channel % companionOffset <= channels.stream && channel < 2 * companionOffset;
}

/** A message to a sandbox's first process, as JSON on the host channel. */
export function hostFrame(message: object): Frame {
  return { channel: channels.host, epoch: 0, payload: Buffer.from(JSON.stringify(message), 'utf8') };
}

/** Cuts a byte stream into frames. Keeps at most one unfinished frame. */
export class FrameDecoder {
  #chunks: Buffer[] = [];
  #size = 0;

  /** The frames that are whole now. @throws MalformedFrame */
  push(chunk: Buffer): Frame[] {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    const frames: Frame[] = [];
    for (let frame = this.#next(); frame !== undefined; frame = this.#next()) frames.push(frame);
    return frames;
  }

  #next(): Frame | undefined {
    if (this.#size < headerBytes) return undefined;
    const header = this.#peek(headerBytes);
    const length = header.readUInt32BE(0);
    const channel = header.readUInt8(4);
    if (length > frameCap || !isChannel(channel)) throw new MalformedFrame('a frame is too long or names no channel');
    if (this.#size < headerBytes + length) return undefined;
    const whole = this.#peek(headerBytes + length);
    const rest = whole.length === this.#size ? [] : [this.#joined().subarray(headerBytes + length)];
    this.#chunks = rest;
    this.#size -= headerBytes + length;
    return { channel, epoch: header.readUInt32BE(5), payload: Buffer.from(whole.subarray(headerBytes)) };
  }

  #peek(count: number): Buffer {
    const first = this.#chunks[0];
    return first !== undefined && first.length >= count ? first.subarray(0, count) : this.#joined().subarray(0, count);
  }

  #joined(): Buffer {
    if (this.#chunks.length !== 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0] ?? Buffer.alloc(0);
  }
}
