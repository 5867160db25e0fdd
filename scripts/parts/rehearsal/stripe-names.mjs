/**
 * The names under which Stripe is met by a shop in production: `api` by its server and its pages, `js` for the script
 * and the fields, `hooks` for what a bank shows. Source: https://docs.stripe.com/security/guide
 */
export const STRIPE_NAMES = ['api.stripe.com', 'js.stripe.com', 'hooks.stripe.com'];
