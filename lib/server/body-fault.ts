import { isReply, namesItsAction, parsed } from './action-call';

/** As large as the body of a server action may be, in bytes; more is asked of no route. Source: Next's `bodySizeLimit`. */
export const LARGEST_BODY = 1024 * 1024;

/** How a form with files' encoding begins its type: every one of ours that is sent without script. */
export const FORM = 'multipart/form-data';

/** 413: larger than any that we take. 400: it cannot be read as what it says it is. */
export type BodyFault = 400 | 413;

/** What a request brought, as far as it is anybody's to read before its route does. */
type Brought = { fault: BodyFault | null; form: FormData | null };

const brought = (fault: BodyFault | null, form: FormData | null = null): Brought => ({
  fault,
  form,
});

/**
 * Looks at the body of a request before Next does, which answers 500 to what it cannot read, and logs
 * it as a fault of ours. `form` is what a form brought, where it is one with files' encoding, which
 * every form is that was sent without script.
 */
export async function readBrought(request: Request): Promise<Brought> {
  const { method, headers } = request;
  if (method === 'GET' || method === 'HEAD' || request.body === null) return brought(null);
  if (Number(headers.get('content-length') ?? 0) > LARGEST_BODY) return brought(413);
  const bytes = await readBytes(request.body, request.signal);
  if (bytes === null) return brought(413);
  const type = headers.get('content-type') ?? '';
  const isAction = headers.has('next-action');
  // As Next tells them apart: a call whose type is written otherwise is read as text.
  if (isAction ? type.startsWith(FORM) : type.toLowerCase().startsWith(FORM)) {
    const form = await formIn(bytes, type);
    const isFine = form !== null && (isAction ? isReply(form.get('0')) : namesItsAction(form));
    return isFine ? brought(null, form) : brought(400);
  }
  const text = new TextDecoder().decode(bytes);
  if (isAction) return brought(isReply(text) ? null : 400);
  const saysJson = /^application\/([\w.-]+\+)?json/i.test(type);
  return brought(saysJson && parsed(text) === undefined ? 400 : null);
}

/** Null where it is larger: counted while it is read, as a length may be missing. */
async function readBytes(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const reader = body.getReader();
  // Next's copy of a body does not end when its sender goes in the middle.
  const gone = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', gone, { once: true });
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return new Uint8Array(Buffer.concat(chunks));
      size += value.byteLength;
      if (size > LARGEST_BODY) {
        gone();
        return null;
      }
      chunks.push(value);
    }
  } finally {
    signal.removeEventListener('abort', gone);
  }
}

const formIn = (bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData | null> =>
  new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => null);
