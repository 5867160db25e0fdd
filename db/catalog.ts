import type { Money } from '@/lib/domain/money';

export type CatalogEntry = {
  slug: string;
  title: string;
  /** Open, or so many copies and never another. */
  edition: 'open' | { limitedTo: number };
  /** How many of a limited edition one person may have, where it is not `COPIES_PER_PERSON`. */
  copiesPerPerson?: number;
  /** Printed on demand: charged, and sent, at most so many days after it was ordered. Null: at once. */
  shipsWithinDays: number | null;
  year: number;
  /** Of the paper, in centimetres, as printed on the label. */
  dimensions: string;
  text: string;
  /** In the currency's minor unit: cents, whole yen, fils (KWD's last digit stays 0 for Stripe). */
  price: Money;
  /** Below `public/`. */
  image: string;
  /** What is to be seen, for those who cannot see it. */
  alt: string;
};

/** One for the wall and one for a present: who wants more of a numbered print wants to sell them. */
export const COPIES_PER_PERSON = 2;

/** A limited edition is printed, numbered and signed once it is ordered. */
const SIX_WEEKS = 42;

/** The shop's prints, in the order in which they hang. */
export const catalog: readonly CatalogEntry[] = [
  {
    slug: 'tideline',
    title: 'Tideline',
    edition: 'open',
    shipsWithinDays: null,
    year: 2024,
    dimensions: '40 × 50 cm',
    text: 'Seven passes of water over one sheet, each a little further up than the last. The vermilion sun went down first, so every green that crosses it turns to rust. Printed on uncoated stock, which drinks the last layer almost black.',
    price: { amount: 4800, currency: 'eur' },
    image: '/prints/tideline.svg',
    alt: 'A vermilion sun sinking into seven layers of green and blue water.',
  },
  {
    slug: 'half-moon-press',
    title: 'Half Moon Press',
    edition: 'open',
    shipsWithinDays: null,
    year: 2023,
    dimensions: '40 × 50 cm',
    text: 'One disc, cut in two and set down again a hand’s width out of true. The cut took longer to place than everything else. Look at it long enough and the halves begin to slide.',
    price: { amount: 7200, currency: 'jpy' },
    image: '/prints/half-moon-press.svg',
    alt: 'Two halves of a disc, ochre on the left and black on the right, shifted against each other over fine vertical lines.',
  },
  {
    slug: 'dune-study',
    title: 'Dune Study',
    edition: 'open',
    shipsWithinDays: null,
    year: 2025,
    dimensions: '48 × 60 cm',
    text: 'Drawn from the shadow side at seven in the morning, when the ridges have edges. Five sands, two violets, no black: what looks dark is only a warm tone with its back to the sun.',
    price: { amount: 14500, currency: 'kwd' },
    image: '/prints/dune-study.svg',
    alt: 'Dune ridges in sand, clay and violet under a small pale sun.',
  },
  {
    slug: 'quiet-interference',
    title: 'Quiet Interference',
    edition: 'open',
    shipsWithinDays: null,
    year: 2022,
    dimensions: '30 × 37.5 cm',
    text: 'Two sets of rings, equal in every way but their centres. Nothing in between is drawn; the pattern there is made by your eye. It changes with the distance at which you hang it.',
    price: { amount: 3600, currency: 'eur' },
    image: '/prints/quiet-interference.svg',
    alt: 'Two systems of concentric rings, one blue and one red, crossing into a shimmering pattern.',
  },
  {
    slug: 'nine-windows',
    title: 'Nine Windows',
    edition: 'open',
    shipsWithinDays: null,
    year: 2021,
    dimensions: '40 × 50 cm',
    text: 'Twelve panes on one stairwell, seen from across the yard: three have the blind down, the rest show whatever the light makes of a lamp, a table, a shoulder. It began as a test sheet for ink coverage.',
    price: { amount: 4200, currency: 'eur' },
    image: '/prints/nine-windows.svg',
    alt: 'A grid of twelve squares: nine with circles and triangles in red, blue, yellow and pink, three with black stripes.',
  },
  {
    slug: 'signal-field',
    title: 'Signal Field',
    edition: { limitedTo: 150 },
    shipsWithinDays: SIX_WEEKS,
    year: 2024,
    dimensions: '30 × 37.5 cm',
    text: 'One dot, repeated at a steady pitch, swells and thins until the flat sheet seems to breathe out. Two inks at full strength, and a great deal of patience with the ruler.',
    price: { amount: 5400, currency: 'jpy' },
    image: '/prints/signal-field.svg',
    alt: 'Navy dots on yellow that swell inside a paler circle, so that it seems to bulge like a ball.',
  },
  {
    slug: 'overprint-in-three',
    title: 'Overprint in Three',
    edition: 'open',
    shipsWithinDays: null,
    year: 2020,
    dimensions: '40 × 50 cm',
    text: 'Three inks make seven colours here, and the bare paper makes eight. The small disc sits a hair out of register, as it would after a long day at the press.',
    price: { amount: 5200, currency: 'usd' },
    image: '/prints/overprint-in-three.svg',
    alt: 'Large round shapes in pink, yellow and teal; orange, green and slate where they overlap.',
  },
  {
    slug: 'stairs-at-noon',
    title: 'Stairs at Noon',
    edition: { limitedTo: 40 },
    shipsWithinDays: SIX_WEEKS,
    year: 2025,
    dimensions: '48 × 60 cm',
    text: 'Forty-nine steps in a square spiral, lit from straight above so that the treads stay pale whatever the walls do. There is a way up from every side, and it is always the same one.',
    price: { amount: 18250, currency: 'kwd' },
    image: '/prints/stairs-at-noon.svg',
    alt: 'A tower of cream steps with coral and deep blue walls, climbing in front of a pale sun.',
  },
  {
    slug: 'orchard-rows',
    title: 'Orchard Rows',
    edition: 'open',
    shipsWithinDays: null,
    year: 2023,
    dimensions: '40 × 50 cm',
    text: 'Seen from the slow train: trees that stand still and rows that wheel about them. The trunks are left out. The fruit was stippled in by hand on the plate, and no two proofs counted the same.',
    price: { amount: 4500, currency: 'eur' },
    image: '/prints/orchard-rows.svg',
    alt: 'Round green trees with small yellow and red fruit, in rows that shrink towards a red hill and an orange sky.',
  },
  {
    slug: 'kite-weather',
    title: 'Kite Weather',
    edition: { limitedTo: 100 },
    shipsWithinDays: SIX_WEEKS,
    year: 2022,
    dimensions: '30 × 37.5 cm',
    text: 'Three kites and the wind, each folded from four triangles of the same four inks. The big one wears its shadow on the outside. Best hung where a window is often open.',
    price: { amount: 6300, currency: 'jpy' },
    image: '/prints/kite-weather.svg',
    alt: 'Three kites in pink, red, blue and yellow above a blue hill, their strings tied with small bows.',
  },
  {
    slug: 'salt-ledger',
    title: 'Salt Ledger',
    edition: { limitedTo: 75 },
    shipsWithinDays: SIX_WEEKS,
    year: 2025,
    dimensions: '40 × 50 cm',
    text: 'Columns without figures, after the account books of a salt works. The widths follow a year of deliveries; the red one is the week in which nothing came, and the red field what it cost.',
    price: { amount: 9600, currency: 'eur' },
    image: '/prints/salt-ledger.svg',
    alt: 'A woven grid of grey, cream and ink columns with a single red bar and one red field.',
  },
  {
    slug: 'slow-orbit',
    title: 'Slow Orbit',
    edition: 'open',
    shipsWithinDays: null,
    year: 2024,
    dimensions: '40 × 50 cm',
    text: 'Rings opened at different hours and left that way. The small yellow disc is the only whole thing on the sheet, and everything else is drawn so as to lead to it.',
    price: { amount: 3900, currency: 'eur' },
    image: '/prints/slow-orbit.svg',
    alt: 'Thick broken rings in navy, rust and green around a common centre, with a small yellow disc resting on one of them.',
  },
];
