/**
 * What a letter says, out of how it crossed the network: `multipart/alternative` of a text and its HTML, as the shop
 * writes them. Source: RFC 2045 to 2047.
 * @param {string} raw one character for each byte
 * @returns {{ subject: string, text: string, html: string }}
 */
export function readLetter(raw) {
  const whole = partOf(raw.replaceAll('\r\n', '\n'));
  const boundary = /boundary="?([^";\n]+)"?/.exec(whole.headers['content-type'] ?? '')?.[1];
  const parts = boundary
    ? whole.body
        .split(`--${boundary}`)
        .slice(1, -1)
        .map((part) => partOf(part.replace(/^\n/, '')))
    : [whole];
  const textOf = (type) => {
    const part = parts.find(({ headers }) => headers['content-type']?.startsWith(type));
    return part ? decoded(part) : '';
  };
  return {
    subject: wordsIn(whole.headers.subject ?? ''),
    text: textOf('text/plain'),
    html: textOf('text/html'),
  };
}

function partOf(raw) {
  const end = raw.indexOf('\n\n');
  const lines = raw
    .slice(0, end)
    .replaceAll(/\n[ \t]+/g, ' ')
    .split('\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers: Object.fromEntries(headers), body: raw.slice(end + 2) };
}

function decoded({ headers, body }) {
  const encoding = headers['content-transfer-encoding']?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  return utf8(encoding === 'quoted-printable' ? unquoted(body.replaceAll('=\n', '')) : body);
}

const utf8 = (bytes) => Buffer.from(bytes, 'latin1').toString('utf8');
const unquoted = (text) =>
  text.replaceAll(/=([\dA-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Words beyond ASCII in a header. The space between two of them is no part of either. */
const wordsIn = (header) =>
  header
    .replaceAll(/(=\?[^?]+\?[BQ]\?[^?]*\?=)\s+(?==\?)/gi, '$1')
    .replaceAll(/=\?[^?]+\?([BQ])\?([^?]*)\?=/gi, (_, kind, text) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString('utf8')
        : utf8(unquoted(text.replaceAll('_', ' '))),
    );
