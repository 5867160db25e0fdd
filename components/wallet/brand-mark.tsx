import { clsx } from 'clsx';
import type { ReactNode } from 'react';

// Marks of our own drawing on a plate that is light by day and by night, since several networks'
// colours vanish on a dark ground. viewBox 0 0 48 30.
const word = { fontFamily: 'inherit', fontWeight: 700, textAnchor: 'middle' } as const;

const marks: Readonly<Record<string, ReactNode>> = {
  visa: (
    <text {...word} x="22" y="21" fontSize="16" fill="#1a1f71" transform="skewX(-10) translate(5)">
      VISA
    </text>
  ),
  mastercard: (
    <>
      <circle cx="18.5" cy="15" r="9" fill="#eb001b" />
      <circle cx="29.5" cy="15" r="9" fill="#f79e1b" />
      <path d="M24 7.9a9 9 0 0 1 0 14.2 9 9 0 0 1 0-14.2z" fill="#ff5f00" />
    </>
  ),
  amex: (
    <>
      <path d="M-2-2h52v34H-2z" fill="#016fd0" />
      <text {...word} x="24" y="20" fontSize="13.5" fill="#fff">
        AMEX
      </text>
    </>
  ),
  discover: (
    <>
      <path d="M48 16v14H18c13 0 23-5 30-14z" fill="#f47216" />
      <text {...word} x="24" y="16" fontSize="8.6" fill="#231f20" textLength="41">
        DISCOVER
      </text>
    </>
  ),
  diners: (
    <>
      <circle cx="24" cy="15" r="11" fill="#0079be" />
      <circle cx="24" cy="15" r="8.6" fill="#fff" />
      <path d="M22.4 8.2a7 7 0 0 0 0 13.6zM25.6 8.2a7 7 0 0 1 0 13.6z" fill="#0079be" />
    </>
  ),
  jcb: (
    <>
      <path d="M9 9a4 4 0 0 1 4-4h5v16a4 4 0 0 1-4 4H9z" fill="#0e4c96" />
      <path d="M19.5 9a4 4 0 0 1 4-4h5v16a4 4 0 0 1-4 4h-5z" fill="#c8102e" />
      <path d="M30 9a4 4 0 0 1 4-4h5v16a4 4 0 0 1-4 4h-5z" fill="#00753a" />
      <g fontSize="8.5" fill="#fff">
        <text {...word} x="13.6" y="18">
          J
        </text>
        <text {...word} x="24" y="18">
          C
        </text>
        <text {...word} x="34.5" y="18">
          B
        </text>
      </g>
    </>
  ),
  unionpay: (
    <>
      <path d="M13 4h9l-5 22H8z" fill="#d7182a" />
      <path d="M23 4h9l-5 22h-9z" fill="#00447c" />
      <path d="M33 4h9l-5 22h-9z" fill="#007b84" />
    </>
  ),
  eftpos_au: (
    <>
      <path d="M-2-2h52v34H-2z" fill="#1f1b3d" />
      <path d="M10 24.5h28" stroke="#ffb81c" strokeWidth="2.4" />
      <text {...word} x="24.5" y="19" fontSize="12" fill="#fff">
        eftpos
      </text>
    </>
  ),
  cartes_bancaires: (
    <>
      <path d="M-2-2h52v34H-2z" fill="#12427a" />
      <path d="M22 8h13a6 6 0 0 1 0 6.5H22zM22 15.5h13a6 6 0 0 1 0 6.5H22z" fill="#fff" />
      <path d="M20.5 8v6.5h-8a7 7 0 0 1 8-6.5zM20.5 22v-6.5h-8a7 7 0 0 0 8 6.5z" fill="#43b02a" />
    </>
  ),
};

const unknown = (
  <g fill="none" stroke="#5e554e" strokeWidth="1.8">
    <rect x="10" y="6" width="28" height="18" rx="2.5" />
    <path d="M10 11.5h28M14 19h7" />
  </g>
);

/** Decoration: the brand's name always stands beside it, in sight or for the ear. */
export function BrandMark({ brand, className }: { brand: string; className?: string | undefined }) {
  return (
    <svg
      viewBox="0 0 48 30"
      aria-hidden="true"
      className={clsx(
        'shrink-0 forced-color-adjust-none overflow-hidden rounded-control bg-[#fffdf8] ring-1 ring-[rgb(0_0_0/0.16)]',
        className,
      )}
    >
      {marks[brand] ?? unknown}
    </svg>
  );
}
