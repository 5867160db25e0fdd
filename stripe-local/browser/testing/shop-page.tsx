/** A shop as others write it: the unmodified loader and React components, in strict mode. */
import {
  AddressElement,
  ContactDetailsElement,
  Elements,
  ExpressCheckoutElement,
  PaymentElement,
  useElements,
  useStripe,
} from '@stripe/react-stripe-js';
import { loadStripe } from '@stripe/stripe-js/pure';
import { StrictMode, useEffect, useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { ShopSettings } from './shop-settings';

const settings = JSON.parse(
  new URLSearchParams(location.search).get('settings') ?? '{}',
) as ShopSettings;
const stripePromise = loadStripe(settings.publishableKey ?? 'pk_test_browser_side');
const events: [string, unknown][] = [];
const note =
  (name: string) =>
  (event?: unknown): void => {
    events.push([name, event]);
  };

const Form = ({ setOptions }: { setOptions: Window['shop']['setOptions'] }): ReactNode => {
  const stripe = useStripe();
  const elements = useElements();
  useEffect(() => {
    if (stripe && elements) window.shop = { stripe, elements, events, setOptions };
  }, [stripe, elements, setOptions]);
  const { email, address, express, payment } = settings;
  return (
    <form>
      {email !== undefined && (
        <ContactDetailsElement
          options={{ defaultValues: { email } }}
          onChange={note('email change')}
        />
      )}
      {address && <AddressElement options={address} onChange={note('address change')} />}
      {express && (
        <ExpressCheckoutElement
          onConfirm={note('express confirm')}
          onReady={note('express ready')}
        />
      )}
      <PaymentElement
        {...(payment ? { options: payment } : {})}
        onReady={() => note('ready')()}
        onChange={note('change')}
        onFocus={note('focus')}
        onBlur={note('blur')}
        onEscape={note('escape')}
        onLoadError={note('loaderror')}
        onSavedPaymentMethodRemove={note('saved card removed')}
      />
      <button type="button" id="after">
        After the form
      </button>
    </form>
  );
};

const Shop = (): ReactNode => {
  const [options, setOptions] = useState(settings.elements);
  return (
    <Elements stripe={stripePromise} options={options}>
      <Form setOptions={setOptions} />
    </Elements>
  );
};

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Shop />
    </StrictMode>,
  );
}
