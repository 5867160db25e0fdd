import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { artOf, type CardArt } from './card-art';

type Face = { ground: string; shape: string };

const blue: Face = { ground: 'fill-face-blue', shape: 'fill-face-blue-lit' };
const red: Face = { ground: 'fill-face-red', shape: 'fill-face-red-lit' };
const green: Face = { ground: 'fill-face-green', shape: 'fill-face-green-lit' };
const slate: Face = { ground: 'fill-face-slate', shape: 'fill-face-slate-lit' };

const faces: Readonly<Record<string, Face>> = {
  visa: blue,
  diners: blue,
  mastercard: red,
  jcb: red,
  amex: green,
  unionpay: green,
};

// Drawn around the middle, and far over the edges: they are turned. Outlines where colours are the reader's own.
const drawings: Record<CardArt['kind'], ReactNode> = {
  // A disc cut in two and set out of register, as on the shop's own prints.
  discs: (
    <>
      <path d="M132-340a250 250 0 0 0 0 500z" opacity="0.6" />
      <path d="M132-210a250 250 0 0 1 0 500z" />
    </>
  ),
  rings: (
    <path
      fillRule="evenodd"
      d="M180-300a300 300 0 1 0 .1 0zM180-220a220 220 0 1 1-.1 0zM180-140a140 140 0 1 0 .1 0zM180-70a70 70 0 1 1-.1 0z"
    />
  ),
  stripes: (
    <>
      <path d="M-700 40h1400v50h-1400zM-700 140h1400v24h-1400z" />
      <path d="M-700-80h1400v80h-1400z" opacity="0.6" />
    </>
  ),
  steps: (
    <>
      <path d="M-60 420V120h150V-20h150v-140h150v-140h300v720z" opacity="0.6" />
      <path d="M60 420V240h150V100h150V-40h150v-140h300v600z" />
    </>
  ),
  dots: (
    <path d="M-20-150a46 46 0 1 0 .1 0zM150-150a46 46 0 1 0 .1 0zM320-150a46 46 0 1 0 .1 0zM-20 10a46 46 0 1 0 .1 0zM150 10a46 46 0 1 0 .1 0zM320 10a46 46 0 1 0 .1 0zM150 170a46 46 0 1 0 .1 0zM320 170a46 46 0 1 0 .1 0z" />
  ),
  waves: (
    <>
      <path d="M-700 60q175-160 350 0t350 0t350 0t350 0v500h-1400z" opacity="0.6" />
      <path d="M-700 190q175-160 350 0t350 0t350 0t350 0v400h-1400z" />
    </>
  ),
};

/** The picture on a card's face: its brand's colour, and shapes that tell it from another of the brand. */
export function CardFaceArt({ brand, last4 }: { brand: string; last4: string }) {
  const { ground, shape } = faces[brand] ?? slate;
  const { kind, turn, isMirrored } = artOf({ last4 });
  return (
    <svg
      viewBox="0 0 856 540"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      className="absolute inset-0 -z-10 size-full"
    >
      <path className={clsx(ground, 'forced-colors:fill-[Canvas]')} d="M0 0h856v540H0z" />
      <g
        className={clsx(
          shape,
          'forced-colors:fill-none forced-colors:stroke-[CanvasText] forced-colors:stroke-4',
        )}
        transform={`translate(428 270) rotate(${turn})${isMirrored ? ' scale(-1 1)' : ''}`}
      >
        {drawings[kind]}
      </g>
    </svg>
  );
}
