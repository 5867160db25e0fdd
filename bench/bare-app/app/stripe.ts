import Stripe from 'stripe';

const { hostname: host, port } = new URL(process.env.STRIPE_LOCAL_URL ?? 'http://127.0.0.1');

export const stripe = new Stripe(process.env.STRIPE_SECRET_KEY ?? 'sk_test_none', {
  apiVersion: '2026-10-28.endive',
  ...{ host, port, protocol: 'http' },
});
