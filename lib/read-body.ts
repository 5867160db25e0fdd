/** A body that ended before its sender was done is no fault of ours, and of no use. */
export type Body = { fault: null; text: string } | { fault: 'too_large' | 'cut_off'; text?: never };

/**
 * The body of a request as text, unless it has more than `most` bytes. Counted while it is read: the
 * header that tells a length may be missing, or lie.
 */
export async function readBody(request: Request, most: number): Promise<Body> {
  const reader = request.body?.getReader();
  if (!reader) return { fault: null, text: '' };
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const part = await reader.read().catch(() => null);
    if (part === null) return { fault: 'cut_off' };
    if (part.done) return { fault: null, text: Buffer.concat(chunks).toString('utf8') };
    size += part.value.byteLength;
    if (size > most) {
      await reader.cancel();
      return { fault: 'too_large' };
    }
    chunks.push(part.value);
  }
}
