/** How the letters of a mail sink are read in a browser: with the shop's words, so that one page object reads both. */

// What is mailed comes a moment after it was asked for. A list that is looked at looks again by itself.
const LOOK_AGAIN_MS = 200;
const LOOKING_AGAIN = `
setInterval(async () => {
  const text = await (await fetch(location.href)).text();
  const list = new DOMParser().parseFromString(text, 'text/html').querySelector('ol');
  const shown = document.querySelector('ol');
  if (list.innerHTML !== shown.innerHTML) shown.innerHTML = list.innerHTML;
}, ${LOOK_AGAIN_MS});`;

const escaped = (text) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const page = (title, body) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<link rel="icon" href="data:,"></head><body><main><h1>${escaped(title)}</h1>${body}</main></body></html>`;

/** All letters, the newest first. */
export function lettersPage(letters) {
  const items = letters.map(
    ({ to, subject }, at) =>
      `<li><a href="/dev/outbox/${at}">${escaped(subject)}</a><p>To ${escaped(to)}</p></li>`,
  );
  return page('Outbox', `<ol>${items.reverse().join('')}</ol><script>${LOOKING_AGAIN}</script>`);
}

/** One letter: its text with the links in it, and its HTML, in which no script runs. */
export function letterPage({ to, subject, text, html }) {
  const linked = text
    .split(/(https?:\/\/\S+)/)
    .map((piece, at) =>
      at % 2 === 0 ? escaped(piece) : `<a href="${escaped(piece)}">${escaped(piece)}</a>`,
    )
    .join('');
  return page(
    subject,
    `<p>To ${escaped(to)}</p>
<section aria-labelledby="as-text"><h2 id="as-text">As text</h2><pre>${linked}</pre></section>
<iframe title="The mail as HTML" srcdoc="${escaped(html)}"
  sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`,
  );
}
