import type { IncomingMessage } from 'node:http';

/** Bodies are forms; anything this large is a mistake. */
const LARGEST_BODY = 1024 * 1024;

/** The whole body as text; what is beyond the largest is let go. */
export function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((done, failed) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= LARGEST_BODY) parts.push(part);
    });
    request.on('end', () => done(parts.length ? Buffer.concat(parts).toString() : ''));
    request.on('error', failed);
  });
}
