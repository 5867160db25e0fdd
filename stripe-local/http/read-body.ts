import type { IncomingMessage } from 'node:http';

/** Bodies are forms, and the longest that the shop sends is a few kB; in bytes. */
export const LARGEST_BODY = 1024 * 1024;

/** A body that is larger is not held. Whoever reads answers 413. */
export class BodyTooLarge extends Error {
  override name = 'BodyTooLarge';
}

/** The whole body as text. Throws BodyTooLarge: what was cut off would be another order than was sent. */
export async function readBody(request: IncomingMessage): Promise<string> {
  // Said beforehand, so that nothing of it need come.
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) throw new BodyTooLarge();
  return new Promise((done, failed) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= LARGEST_BODY) parts.push(part);
      else {
        parts.length = 0;
        failed(new BodyTooLarge());
      }
    });
    request.on('end', () => done(parts.length ? Buffer.concat(parts).toString() : ''));
    request.on('error', failed);
  });
}
