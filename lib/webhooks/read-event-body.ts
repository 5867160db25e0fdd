/** Stripe's events are a few kB; a megabyte of anything else is not read into memory. */
export const MAX_BODY_BYTES = 1024 * 1024;

/**
 * The body of a request as text, or null where it is larger than an event can be. Counted while
 * it is read: the header that tells a length may be missing, or lie.
 */
export async function readEventBody(request: Request): Promise<string | null> {
  const reader = request.body?.getReader();
  if (!reader) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks).toString('utf8');
    size += value.byteLength;
    if (size > MAX_BODY_BYTES) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
}
