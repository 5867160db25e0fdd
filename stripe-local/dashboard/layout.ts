import type { Running } from '../running';
import { html, type Html } from './html';

export interface Shown {
  readonly title: string;
  readonly content: Html;
  /** The first word of its path; what stands under Payments has that of one payment. */
  readonly room: string;
}

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#ddd, #3a3a3f); --soft: light-dark(#f5f5f7, #232327);
  --quiet: light-dark(#5c5c66, #a5a5b0); --link: light-dark(#4338ca, #a5b4fc); }
html { background: light-dark(#fff, #131316); color: light-dark(#1c1c21, #ececf1); }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem; }
nav { display: flex; flex-wrap: wrap; gap: 1rem; align-items: baseline; border-bottom: 1px solid var(--line); padding-bottom: .75rem; }
nav strong { margin-right: auto; } nav a { padding: .2rem 0; } nav a[aria-current] { color: inherit; font-weight: 600; text-decoration: none; }
h1 { font-size: 1.35rem; overflow-wrap: anywhere; } h2 { font-size: 1.05rem; margin-top: 2rem; }
a { color: var(--link); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--quiet); font-weight: 500; }
td.right, th.right { text-align: right; }
code, pre { font: 13px/1.45 ui-monospace, monospace; }
pre { background: var(--soft); padding: .75rem; overflow-x: auto; border-radius: .4rem; }
.badge { background: var(--soft); border-radius: 1rem; padding: .1rem .6rem; white-space: nowrap; }
.good { background: light-dark(#d9f5e1, #17432a); } .bad { background: light-dark(#fbdcdc, #571f22); }
.open { background: light-dark(#fdf0cf, #4d3a10); }
form { display: inline-flex; flex-wrap: wrap; gap: .4rem; margin: 0 .6rem .4rem 0; align-items: center; }
button, input, select { font: inherit; padding: .3rem .6rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--soft); color: inherit; min-height: 24px; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
select, input { max-width: 100%; }
@media (max-width: 32rem) { nav strong { width: 100%; } td code { display: inline-block; max-width: 9rem; overflow-wrap: anywhere; } }
.quiet { color: var(--quiet); }
`;

const ROOMS = [
  ['', 'Payments'],
  ['customers', 'Customers'],
  ['events', 'Events'],
  ['tools', 'Tools'],
] as const;

/** A page of one world. Its links are relative to that world's address. */
export const page = (
  { name, home }: Pick<Running, 'name' | 'home'>,
  { title, content, room }: Shown,
): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <base href="${home}/" />
        <title>${title} · stripe-local${name !== null && ` · ${name}`}</title>
        <link rel="stylesheet" href="dashboard.css" />
      </head>
      <body>
        <nav aria-label="Rooms">
          <strong>stripe-local${name !== null && ` · ${name}`}</strong>
          ${ROOMS.map(([path, label]) =>
            path === room.replace('payments', '')
              ? html`<a href="./${path}" aria-current="page">${label}</a>`
              : html`<a href="./${path}">${label}</a>`,
          )}
        </nav>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`.text;

export const stylesheet = STYLE;

/** A button that does something and comes back to where it stood. */
export const action = (
  name: string,
  label: string,
  fields: Readonly<Record<string, string>>,
  inputs?: Html,
) =>
  html`<form method="post" action="act/${name}">
    ${Object.entries(fields).map(
      ([field, value]) => html`<input type="hidden" name="${field}" value="${value}" />`,
    )}${inputs}<button>${label}</button>
  </form>`;

export const table = (heads: readonly string[], rows: readonly Html[], empty: string): Html =>
  rows.length
    ? html`<div class="scroll" tabindex="0" role="region" aria-label="${heads[0]} table">
        <table>
          <thead>
            <tr>
              ${heads.map((head) => html`<th scope="col">${head}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>
      </div>`
    : html`<p class="quiet">${empty}</p>`;
