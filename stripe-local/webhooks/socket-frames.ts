/** The little of RFC 6455 that one listening client needs. */

const TEXT = 0x1;
const CLOSE = 0x8;
const PING = 0x9;
const PONG = 0xa;

export interface Frame {
  readonly kind: 'text' | 'close' | 'ping' | 'other';
  readonly payload: Buffer;
}

const kinds: Readonly<Record<number, Frame['kind']>> = {
  [TEXT]: 'text',
  [CLOSE]: 'close',
  [PING]: 'ping',
};

function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = 0x80 | opcode;
  if (length < 126) head[1] = length;
  else if (length < 65_536) {
    head[1] = 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, payload]);
}

export const textFrame = (text: string): Buffer => frame(TEXT, Buffer.from(text));
export const pongFrame = (payload: Buffer): Buffer => frame(PONG, payload);
export const closeFrame = (): Buffer => frame(CLOSE, Buffer.alloc(0));

/** Takes whole frames off the front of what has arrived; the rest waits for more. */
export function readFrames(arrived: Buffer): { frames: Frame[]; rest: Buffer } {
  const frames: Frame[] = [];
  let rest = arrived;
  for (;;) {
    const found = readFrame(rest);
    if (!found) return { frames, rest };
    frames.push(found.frame);
    rest = rest.subarray(found.size);
  }
}

function readFrame(bytes: Buffer): { frame: Frame; size: number } | undefined {
  if (bytes.length < 2) return undefined;
  const short = (bytes[1] ?? 0) & 0x7f;
  const masked = ((bytes[1] ?? 0) & 0x80) !== 0;
  const lengthSize = short === 126 ? 2 : short === 127 ? 8 : 0;
  const maskAt = 2 + lengthSize;
  const start = maskAt + (masked ? 4 : 0);
  if (bytes.length < start) return undefined;
  const length =
    short === 126
      ? bytes.readUInt16BE(2)
      : short === 127
        ? Number(bytes.readBigUInt64BE(2))
        : short;
  if (bytes.length < start + length) return undefined;
  const payload = Buffer.from(bytes.subarray(start, start + length));
  // A client masks what it sends; the server never does.
  for (let at = 0; masked && at < length; at++) {
    payload[at] = (payload[at] ?? 0) ^ (bytes[maskAt + (at % 4)] ?? 0);
  }
  const kind = kinds[(bytes[0] ?? 0) & 0x0f] ?? 'other';
  return { frame: { kind, payload }, size: start + length };
}
