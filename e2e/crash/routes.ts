/** The calls to Stripe that journeys have in common. */
export const MAKE = 'POST /v1/payment_intents';
export const LOOK = 'GET /v1/payment_intents/*';
export const CHANGE = 'POST /v1/payment_intents/*';
export const CONFIRM = 'POST /v1/payment_intents/*/confirm';
