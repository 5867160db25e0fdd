/** Text that is already HTML. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | null | undefined | false | readonly Part[];

const written = (part: Part): string => {
  if (part instanceof Html) return part.text;
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') {
    return part.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  }
  return part ? part.map(written).join('') : '';
};

/** HTML whose gaps are escaped, because names and metadata come from anybody. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(texts.map((text, at) => text + written(parts[at])).join(''));

export const money = (amount: number, currency: string): string => {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
};

export const time = (seconds: number): Html => {
  const iso = new Date(seconds * 1000).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')}</time>`;
};

export const json = (value: unknown): Html =>
  html`<pre tabindex="0">${JSON.stringify(value, null, 2)}</pre>`;

const TONES: Readonly<Record<string, string>> = {
  succeeded: 'good',
  won: 'good',
  warning_closed: 'good',
  needs_response: 'open',
  warning_needs_response: 'open',
  under_review: 'open',
  warning_under_review: 'open',
  pending: 'open',
  requires_capture: 'open',
  requires_action: 'open',
  requires_confirmation: 'open',
  processing: 'open',
  waiting: 'open',
  held: 'open',
  failed: 'bad',
  lost: 'bad',
  canceled: 'bad',
};

export const badge = (status: string): Html =>
  html`<span class="badge ${TONES[status] ?? ''}">${status.replaceAll('_', ' ')}</span>`;
