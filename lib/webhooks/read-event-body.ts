/** Stripe's events are a few kB; a megabyte of anything else is not read into memory. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** A body that ended before its sender was done is no fault of ours, and of no use. */
export type EventBody =
  { fault: null; text: string } | { fault: 'too_large' | 'cut_off'; text?: never };

/**
 * The body of a request, unless it is larger than an event can be. Counted while it is read: the
 * header that tells a length may be missing, or lie.
 */
export async function readEventBody(request: Request): Promise<EventBody> {
  const reader = request.body?.getReader();
  if (!reader) return { fault: null, text: '' };
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const part = await reader.read().catch(() => null);
    if (part === null) return { fault: 'cut_off' };
    if (part.done) return { fault: null, text: Buffer.concat(chunks).toString('utf8') };
    size += part.value.byteLength;
    if (size > MAX_BODY_BYTES) {
      await reader.cancel();
      return { fault: 'too_large' };
    }
    chunks.push(part.value);
  }
}
