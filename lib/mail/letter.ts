/** What a mail says, once: its text and its HTML are both made from this. */
export type Letter = {
  subject: string;
  heading: string;
  parts: readonly Part[];
};

export type Part =
  | { kind: 'paragraph'; text: string }
  /** Names and values, such as a total. */
  | { kind: 'facts'; rows: readonly (readonly [name: string, value: string])[] }
  /** What to do, as a link that looks like a button. */
  | { kind: 'action'; label: string; url: string };

export const paragraph = (text: string): Part => ({ kind: 'paragraph', text });
export const facts = (rows: readonly (readonly [string, string])[]): Part => ({
  kind: 'facts',
  rows,
});
export const action = (label: string, url: string): Part => ({ kind: 'action', label, url });

const SIGNATURE = 'Cardkeep, prints in small editions';
const HELP = 'Help, and where to write to us';

const textOf = (part: Part): string => {
  switch (part.kind) {
    case 'paragraph':
      return part.text;
    case 'facts':
      return part.rows.map(([name, value]) => `${name}: ${value}`).join('\n');
    case 'action':
      return `${part.label}:\n${part.url}`;
  }
};

/** `helpUrl`: where its reader finds answers, and whom to write to. */
export const toText = ({ heading, parts }: Letter, helpUrl: string): string =>
  `${[heading, ...parts.map(textOf), `-- \n${SIGNATURE}\n${HELP}: ${helpUrl}`].join('\n\n')}\n`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');

const htmlOf = (part: Part): string => {
  switch (part.kind) {
    case 'paragraph':
      return `<p style="margin:0 0 16px">${escaped(part.text)}</p>`;
    case 'facts':
      return `<table style="border-collapse:collapse;width:100%;margin:0 0 24px">${part.rows.map(rowOf).join('')}</table>`;
    case 'action':
      return `<p style="margin:0 0 24px"><a href="${escaped(part.url)}" target="_blank" rel="noopener noreferrer" style="display:inline-block;padding:12px 20px;border-radius:4px;background:#a83a1e;color:#ffffff;font-weight:600;text-decoration:none">${escaped(part.label)}</a></p>`;
  }
};

const CELL = 'padding:8px 0;border-bottom:1px solid #99999966;text-align';
const rowOf = ([name, value]: readonly [string, string]): string =>
  `<tr><th scope="row" style="${CELL}:left;font-weight:400">${escaped(name)}</th><td style="${CELL}:right;font-weight:600">${escaped(value)}</td></tr>`;

/**
 * Colours are the reader's own, by day and by night; only the button brings two colours of its own.
 * Nothing is loaded from anywhere: a picture would tell when, and where, a mail was opened.
 */
export const toHtml = (
  { subject, heading, parts }: Letter,
  helpUrl: string,
): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(subject)}</title>
</head>
<body style="margin:0;padding:24px 16px;font-family:'Instrument Sans',Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5">
<div role="article" aria-label="${escaped(subject)}" style="max-width:560px;margin:0 auto">
<h1 style="margin:0 0 16px;font-size:24px;line-height:1.2">${escaped(heading)}</h1>
${parts.map(htmlOf).join('\n')}
<p style="margin:32px 0 0;padding:16px 0 0;border-top:1px solid #99999966;font-size:14px">${SIGNATURE}<br>
<a href="${escaped(helpUrl)}" target="_blank" rel="noopener noreferrer" style="color:inherit">${HELP}</a></p>
</div>
</body>
</html>
`;
