import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Said } from '../assumptions/said';
import { expect, test } from '../fixtures/test';
import { testCards } from '../kit/test-cards';
import { ASSUMPTION } from '../report/assumptions';
import { thisStripe } from '../setup/this-stripe';

const assumption = {
  name: 'a form that was told another amount than its intent has',
  leansOnIt: 'components/checkout: a price that has changed is shown before anybody is charged',
  believed: { error: 'invalid_request_error', intent: 'requires_payment_method' },
};

/** A page with a form for €10, made before there was an intent. It waits for `window.pay`. */
const page = (origin: string, publishableKey: string): string => `<!doctype html>
<html lang="en"><title>A form</title><link rel="icon" href="data:,"><div id="form"></div>
<script src="${origin}/endive/stripe.js"></script>
<script>
  const stripe = Stripe(${JSON.stringify(publishableKey)});
  const elements = stripe.elements({
    mode: 'payment', amount: 1000, currency: 'eur', allowedPaymentMethodTypes: ['card'],
  });
  elements.create('payment').mount('#form');
  window.pay = async (clientSecret) => {
    const { error: fault } = await elements.submit();
    if (fault) return fault.type;
    const { error } = await stripe.confirmPayment({
      elements, clientSecret, redirect: 'if_required',
      confirmParams: { return_url: location.href },
    });
    return error ? error.type : 'none';
  };
</script></html>`;

test(
  `Stripe still says what we believe: ${assumption.name}`,
  { tag: '@assumption' },
  async ({ page: browser, card, stripe }, testInfo) => {
    // A server of its own: the browser lets no page that a test makes up ask for anything on this machine.
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(page(thisStripe.scripts, thisStripe.publishableKey));
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as AddressInfo;
    await browser.goto(`http://127.0.0.1:${port}/`);
    await card.fill({ number: testCards.visa });
    const intent = await stripe.paymentIntents.create(
      { amount: 2000, currency: 'eur', allowed_payment_method_types: ['card'] },
      { idempotencyKey: randomUUID() },
    );
    const error = await browser.evaluate(
      (clientSecret) =>
        (window as unknown as { pay: (secret: string) => Promise<string> }).pay(clientSecret),
      intent.client_secret ?? '',
    );
    const { status } = await stripe.paymentIntents.retrieve(intent.id);
    server.closeAllConnections();
    server.close();
    const said: Said = { error, intent: status };
    testInfo.annotations.push({
      type: ASSUMPTION,
      description: JSON.stringify({ ...assumption, heard: { said } }),
    });
    expect(said).toEqual(assumption.believed);
  },
);
