/** What `stripe.elements()` gives: options, the elements made of them, and the intent behind. */
import type { Appearance, StripeError } from '@stripe/stripe-js';
import type { FrameOptions } from '../core/protocol';
import { referenceOf, type IntentReference } from './client-secret';
import { fetchSavedCards, type SessionShown } from './customer-session';
import type { DeferredOptions } from './agreement';
import { PageElement, type ElementHome } from './element';
import { frameKinds, type ElementType } from './element-types';
import { IntegrationError } from './integration-error';
import { isPaymentIntent, retrieveIntent, type Connection, type Intent } from './intent';
import { Listeners, type Listener } from './listeners';
import { knownMode, readOptions, type GroupOptions } from './group-options';

const NOTHING_SAVED: SessionShown = {
  savedCards: [],
  saveOffer: { isOffered: false, usage: null },
  removal: null,
};

const finalStates: readonly string[] = ['succeeded', 'canceled', 'processing'];

export class ElementsGroup implements ElementHome {
  readonly origin: string;
  private readonly elements: PageElement[] = [];
  private readonly listeners = new Listeners();
  private intent: Intent | null = null;
  private shown: SessionShown = NOTHING_SAVED;
  private preparation: Promise<StripeError | null> | null = null;
  private wasSubmitted = false;

  constructor(
    private readonly connection: Connection,
    private options: GroupOptions,
  ) {
    this.origin = connection.addresses.frames;
    if (options.clientSecret !== undefined) referenceOf(options.clientSecret, 'stripe.elements():');
    else knownMode(options);
  }

  get reference(): IntentReference | null {
    const { clientSecret } = this.options;
    return clientSecret === undefined ? null : referenceOf(clientSecret, 'stripe.elements():');
  }

  /** The options that an intent made later must agree with; null when there was a client secret. */
  get deferred(): DeferredOptions | null {
    return this.options.clientSecret === undefined ? knownMode(this.options) : null;
  }

  create(type: string, options: Readonly<Record<string, unknown>> = {}): PageElement {
    if (!(type in frameKinds)) {
      throw new IntegrationError(
        `A valid Element name must be provided. Valid Elements here are: ${Object.keys(frameKinds).join(', ')}. You passed: ${type}.`,
      );
    }
    const isTwin = (element: PageElement): boolean =>
      element.type === type && (type !== 'address' || element.options.mode === options.mode);
    if (this.elements.some(isTwin)) {
      throw new IntegrationError(`Can only create one Element of type ${type}.`);
    }
    const element = new PageElement(type as ElementType, options, this);
    this.elements.push(element);
    return element;
  }

  getElement(type: string, options?: Readonly<Record<string, unknown>>): PageElement | null {
    return (
      this.elements.find(
        (element) =>
          element.type === type &&
          (options?.mode === undefined || element.options.mode === options.mode),
      ) ?? null
    );
  }

  on(name: string, handler: Listener): void {
    this.listeners.add(name, handler);
  }

  /** Resolves when every mounted frame has been drawn with the new options. */
  async update(changes: Readonly<Record<string, unknown>>): Promise<void> {
    const { clientSecret, ...allowed } = changes;
    // A new intent needs new Elements: with the old ones people were charged the old amount.
    if (clientSecret !== undefined && clientSecret !== this.options.clientSecret) {
      console.warn(
        'Unrecognized elements.update() parameter: clientSecret is not a recognized parameter.',
      );
    }
    this.options = { ...this.options, ...readOptions(allowed) };
    if (changes.customerSessionClientSecret !== undefined) this.preparation = null;
    await this.refresh();
    this.listeners.tell('update-end');
  }

  async fetchUpdates(): Promise<{ error?: { message: string; status?: string } }> {
    this.preparation = null;
    const error = await this.prepare();
    if (error) return { error: { message: error.message ?? '' } };
    await this.refresh();
    return {};
  }

  async submit(): Promise<{ error: StripeError } | { selectedPaymentMethod: string }> {
    const mounted = this.elements.filter(
      ({ isMounted, type }) => isMounted && type !== 'expressCheckout',
    );
    if (mounted.length === 0) {
      throw new IntegrationError(
        'Invalid value for elements.submit(): elements should have a mounted Payment Element or Express Checkout Element.',
      );
    }
    let error: StripeError | null = null;
    // Backwards, so that the focus ends at the first fault on the page.
    for (const element of [...mounted].reverse()) {
      const answer = await element.validate();
      if (!answer.ok) error = answer.error;
    }
    if (error) return { error };
    this.wasSubmitted = true;
    return { selectedPaymentMethod: 'card' };
  }

  /** A deferred confirm consumes the submit before it: the next one validates again. */
  takeSubmission(caller: string): void {
    if (!this.wasSubmitted) {
      throw new IntegrationError(
        `elements.submit() must be called before ${caller}. Call elements.submit() as soon as your customer presses pay, prior to any asynchronous work. Integration guide: https://stripe.com/docs/payments/accept-a-payment-deferred`,
      );
    }
    this.wasSubmitted = false;
  }

  paymentElement(caller: string): PageElement {
    const element = this.getElement('payment');
    if (element?.isMounted) return element;
    throw new IntegrationError(
      `Invalid value for ${caller}: elements should have a mounted Payment Element or Express Checkout Element.`,
    );
  }

  /** The newest value of a mounted element of the type, for what the other frames collected. */
  valueOf(type: ElementType, mode?: 'billing' | 'shipping'): unknown {
    const element = this.getElement(type, mode === undefined ? undefined : { mode });
    return element?.isMounted ? element.value : null;
  }

  forget(element: PageElement): void {
    const index = this.elements.indexOf(element);
    if (index >= 0) this.elements.splice(index, 1);
  }

  prepare(): Promise<StripeError | null> {
    this.preparation ??= this.load();
    return this.preparation;
  }

  frameOptions(element: PageElement): FrameOptions {
    return {
      publishableKey: this.connection.publishableKey,
      elementType: element.type,
      locale: this.options.locale,
      appearance: this.options.appearance as Appearance | undefined,
      fonts: this.options.fonts,
      element: element.options,
      savesCard: this.savesCard,
      ...this.shown,
      addressAskedElsewhere: this.getElement('address', { mode: 'billing' }) !== null,
    };
  }

  /** The frame has taken the card away; drawn anew from the old list it would stand there again. */
  forgetSavedCard(id: string): void {
    const savedCards = this.shown.savedCards.filter((card) => card.id !== id);
    this.shown = { ...this.shown, savedCards };
  }

  private get savesCard(): boolean {
    if (!this.intent) {
      return this.options.mode === 'setup' || Boolean(this.options.setupFutureUsage);
    }
    return isPaymentIntent(this.intent) ? Boolean(this.intent.setup_future_usage) : true;
  }

  private async refresh(): Promise<void> {
    await Promise.all(this.elements.map((element) => element.refresh()));
  }

  private async load(): Promise<StripeError | null> {
    const { reference } = this;
    if (reference) {
      const answer = await retrieveIntent(this.connection, reference);
      if (answer.error) return answer.error;
      this.intent = answer.intent;
      if (finalStates.includes(answer.intent.status)) {
        const noun = reference.kind === 'payment' ? 'PaymentIntent' : 'SetupIntent';
        return {
          type: 'invalid_request_error',
          message: `This ${noun} is in a terminal state and cannot be used to initialize Elements.`,
        };
      }
    }
    const session = this.options.customerSessionClientSecret;
    if (session === undefined) return null;
    const answer = await fetchSavedCards(this.connection, session);
    if (answer.error) return answer.error;
    this.shown = answer.shown;
    return null;
  }
}
