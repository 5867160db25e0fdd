import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import { StripeElements } from './stripe-elements';
import { StripeProvider } from './stripe-provider';

it('is drawn on the server, where there is no window and no Stripe.js', () => {
  const page = (
    <StripeProvider publishableKey="pk_test_1" localUrl={null} savedFor="off_session">
      <StripeElements options={{ mode: 'setup', currency: 'eur' }} skeleton={<p>Loading</p>}>
        <p>The fields</p>
      </StripeElements>
    </StripeProvider>
  );
  expect(renderToString(page)).toContain('Loading');
});
