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

/** The picture on a card's face: a disc cut in two and set out of register, as on the shop's own prints. */
export function CardFaceArt({ brand }: { brand: string }) {
  const { ground, shape } = faces[brand] ?? slate;
  return (
    <svg
      viewBox="0 0 856 540"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      className="absolute inset-0 -z-10 size-full"
    >
      <path className={ground} d="M0 0h856v540H0z" />
      <path className={shape} d="M560-70a250 250 0 0 0 0 500z" opacity="0.6" />
      <path className={shape} d="M560 60a250 250 0 0 1 0 500z" />
    </svg>
  );
}
