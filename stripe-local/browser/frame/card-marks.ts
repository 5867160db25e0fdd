import type { CardNetwork } from '../core/card-networks';

/** Small drawn marks, enough to recognise a brand by; 24 × 16 like the ones at Stripe. */
const svg = (body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 16" width="24" height="16" focusable="false">${body}</svg>`;

const plate = (fill: string, stroke = fill): string =>
  `<rect x=".5" y=".5" width="23" height="15" rx="2" fill="${fill}" stroke="${stroke}"/>`;

const marks: Readonly<Record<CardNetwork, string>> = {
  visa: svg(
    `${plate('#fff', '#d5d8df')}<path fill="#1a1f71" d="M10.3 5.2 8.2 10.8H6.8L5.8 6.4c0-.2-.1-.3-.3-.4-.3-.2-.9-.4-1.3-.5v-.3h2.2c.3 0 .6.2.6.6l.6 3L8.9 5.2zm5.3 3.8c0-1.5-2-1.6-2-2.2 0-.2.2-.4.6-.5.2 0 .8 0 1.4.3l.3-1.2c-.3-.1-.8-.2-1.3-.2-1.4 0-2.4.7-2.4 1.8 0 .8.7 1.2 1.3 1.5.5.3.7.4.7.7 0 .4-.4.5-.8.5-.7 0-1.1-.2-1.4-.3l-.3 1.2c.3.1.9.3 1.5.3 1.5 0 2.4-.7 2.4-1.9m3.7 1.8h1.3l-1.1-5.6h-1.2c-.3 0-.5.2-.6.4l-2.1 5.2h1.5l.3-.8h1.8zm-1.6-1.9.7-2 .4 2zm-5.4-3.7-1.1 5.6H9.8l1.1-5.6z"/>`,
  ),
  mastercard: svg(
    `${plate('#fff', '#d5d8df')}<circle cx="9.5" cy="8" r="4.5" fill="#eb001b"/><circle cx="14.5" cy="8" r="4.5" fill="#f79e1b"/><path fill="#ff5f00" d="M12 4.26a4.5 4.5 0 0 1 0 7.48 4.5 4.5 0 0 1 0-7.48"/>`,
  ),
  amex: svg(
    `${plate('#016fd0')}<path fill="#fff" d="m3 10.5 1.9-4.6h1.6l1.9 4.6H6.9l-.3-.8H4.8l-.3.8zm2.2-1.9h1L5.7 7.3zM8.8 10.5V5.9h1.9l.9 2.4.9-2.4h1.9v4.6h-1.2V7.3l-1.2 3.2h-.9L9.9 7.3v3.2zM15 10.5V5.9h3.6v1h-2.3v.8h2.2v1h-2.2v.8h2.3v1zM18.5 10.5l1.4-2.3-1.4-2.3h1.5l.7 1.3.7-1.3h1.4l-1.4 2.3 1.4 2.3h-1.5l-.7-1.3-.7 1.3z"/>`,
  ),
  cartes_bancaires: svg(
    `${plate('#fff', '#d5d8df')}<path fill="#0a6fb5" d="M11.5 7.4H7.2v1.2h4.3v.2a3.6 3.6 0 0 1-3.6 3.4H6.6a3.7 3.7 0 0 1-3.7-3.7V7.5a3.7 3.7 0 0 1 3.7-3.7h1.3a3.6 3.6 0 0 1 3.6 3.4z"/><path fill="#1d9a4b" d="M12.3 3.8h6.4a1.75 1.75 0 0 1 0 3.5h-6.4zm0 4.8h6.4a1.8 1.8 0 0 1 0 3.6h-6.4z"/>`,
  ),
  discover: svg(
    `${plate('#fff', '#d5d8df')}<path fill="#f68b1f" d="M23.5 9.5c-3 2.8-8.5 5-14 6h12.5a1.5 1.5 0 0 0 1.5-1.5z"/><circle cx="13.4" cy="7.4" r="2.3" fill="#f68b1f"/><path fill="#231f20" d="M2.5 5.3h1.7c1.3 0 2.2.8 2.2 2.1s-.9 2.1-2.2 2.1H2.5zm1.1 1v2.3h.5c.8 0 1.2-.4 1.2-1.2 0-.7-.4-1.1-1.2-1.1zM7 5.3h1.1v4.2H7zM16.2 5.3h1.2l.9 2.6.9-2.6h1.1l-1.6 4.3h-.9z"/>`,
  ),
  diners: svg(
    `${plate('#fff', '#d5d8df')}<circle cx="12" cy="8" r="5.3" fill="#0079be"/><circle cx="12" cy="8" r="4.1" fill="#fff"/><path fill="#0079be" d="M10.8 5.3v5.4a2.9 2.9 0 0 1 0-5.4m2.4 0a2.9 2.9 0 0 1 0 5.4z"/>`,
  ),
  jcb: svg(
    `${plate('#fff', '#d5d8df')}<path fill="#0b4ea2" d="M6.5 3.5H9v7a2 2 0 0 1-2 2H4.5v-7a2 2 0 0 1 2-2"/><path fill="#d8262e" d="M12 3.5h2.5v7a2 2 0 0 1-2 2H10v-7a2 2 0 0 1 2-2"/><path fill="#3a9b35" d="M17.5 3.5H20v7a2 2 0 0 1-2 2h-2.5v-7a2 2 0 0 1 2-2"/>`,
  ),
  unionpay: svg(
    `${plate('#fff', '#d5d8df')}<path fill="#d10429" d="M5.5 3h5L8.3 13h-5z"/><path fill="#022e64" d="M10 3h5l-2.2 10h-5z"/><path fill="#076f74" d="M14.5 3h6l-2.2 10h-6z"/>`,
  ),
  unknown: svg(
    `<rect x=".5" y=".5" width="23" height="15" rx="2" fill="currentColor" fill-opacity=".12" stroke="currentColor" stroke-opacity=".35"/><path fill="currentColor" fill-opacity=".35" d="M1 4h22v3H1z"/>`,
  ),
};

const offered: readonly CardNetwork[] = ['visa', 'mastercard', 'amex', 'discover'];

/** Draws the marks of the typed card, or the row of those that are taken while nothing is known. */
export const drawBrands = (
  target: HTMLElement,
  brands: readonly CardNetwork[],
  isEmpty: boolean,
): void => {
  const shown = isEmpty ? offered : brands;
  const wanted = shown.join(' ');
  if (target.dataset.brand === wanted) return;
  target.dataset.brand = wanted;
  // The marks are constants of this file; nothing typed gets here.
  target.innerHTML = shown.map((name) => marks[name]).join('');
};

export const brandMark = (brand: string): string =>
  brand in marks ? marks[brand as CardNetwork] : marks.unknown;

export const drawSecurityCodeHint = (target: HTMLElement): void => {
  target.innerHTML = svg(
    `<rect x=".5" y=".5" width="23" height="15" rx="2" fill="currentColor" fill-opacity=".1" stroke="currentColor" stroke-opacity=".4"/><path fill="currentColor" fill-opacity=".4" d="M1 3.5h22v3H1z"/><rect x="11" y="8.5" width="10" height="5" rx="1" fill="currentColor" fill-opacity=".75"/>`,
  );
};

export const brandNames: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  cartes_bancaires: 'Cartes Bancaires',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
};
