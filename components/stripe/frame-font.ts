import type { CustomFontSource } from '@stripe/stripe-js';

/** Our own font for Stripe's frames, which cannot see the page's. They fetch it from us: scripts/parts lets them. */
export const FRAME_FONT = '/fonts/instrument-sans.woff2';

/** Source: https://docs.stripe.com/js/elements_object/create#custom_font_source_object */
export const frameFont = (): CustomFontSource => ({
  family: 'Instrument Sans Variable',
  src: `url(${new URL(FRAME_FONT, window.location.origin).href}) format('woff2')`,
  weight: '400 700',
  display: 'swap',
});
