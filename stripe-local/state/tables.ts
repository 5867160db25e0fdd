import type Stripe from 'stripe';
import { type Changed, Collection } from './collection';
import type {
  Authentication,
  Delivery,
  KeyedAnswer,
  OwnCharge,
  OwnDispute,
  OwnIntent,
  OwnMethod,
  OwnRefund,
  RestrictedKey,
} from './rows';

const idOf = (value: string | { readonly id: string } | null | undefined): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null);

/** The collections, each with the keys that its lists are asked for by. */
export abstract class Tables {
  protected abstract note: Changed;

  private readonly changed: Changed = (...told) => this.note(...told);

  readonly customers = new Collection<Stripe.Customer>('customers', this.changed, {
    email: (customer) => customer.email,
  });
  readonly paymentMethods = new Collection<Stripe.PaymentMethod, OwnMethod>(
    'payment_methods',
    this.changed,
    { customer: (method) => idOf(method.customer) },
  );
  readonly setupIntents = new Collection<Stripe.SetupIntent, OwnIntent>(
    'setup_intents',
    this.changed,
    {
      customer: (intent) => idOf(intent.customer),
      payment_method: (intent) => idOf(intent.payment_method),
    },
  );
  readonly setupAttempts = new Collection<Stripe.SetupAttempt>('setup_attempts', this.changed, {
    setup_intent: (attempt) => idOf(attempt.setup_intent),
  });
  readonly paymentIntents = new Collection<Stripe.PaymentIntent, OwnIntent>(
    'payment_intents',
    this.changed,
    { customer: (intent) => idOf(intent.customer) },
  );
  readonly charges = new Collection<Stripe.Charge, OwnCharge>('charges', this.changed, {
    customer: (charge) => idOf(charge.customer),
    payment_intent: (charge) => idOf(charge.payment_intent),
    transfer_group: (charge) => charge.transfer_group,
  });
  readonly balanceTransactions = new Collection<Stripe.BalanceTransaction>(
    'balance_transactions',
    this.changed,
    { source: (transaction) => idOf(transaction.source) },
  );
  readonly refunds = new Collection<Stripe.Refund, OwnRefund>('refunds', this.changed, {
    charge: (refund) => idOf(refund.charge),
    payment_intent: (refund) => idOf(refund.payment_intent),
  });
  readonly disputes = new Collection<Stripe.Dispute, OwnDispute>('disputes', this.changed, {
    charge: (dispute) => idOf(dispute.charge),
    payment_intent: (dispute) => idOf(dispute.payment_intent),
  });
  readonly mandates = new Collection<Stripe.Mandate>('mandates', this.changed);
  readonly events = new Collection<Stripe.EventBase>('events', this.changed, {
    type: (event) => event.type,
  });
  readonly deliveries = new Collection<Delivery>('deliveries', this.changed, {
    event: (delivery) => delivery.event,
  });
  readonly webhookEndpoints = new Collection<Stripe.WebhookEndpoint, { secret: string }>(
    'webhook_endpoints',
    this.changed,
  );
  readonly customerSessions = new Collection<Stripe.CustomerSession & { readonly id: string }>(
    'customer_sessions',
    this.changed,
  );
  readonly confirmationTokens = new Collection<
    Stripe.ConfirmationToken,
    { paymentMethod: string; spent: boolean }
  >('confirmation_tokens', this.changed);
  readonly authentications = new Collection<Authentication>('authentications', this.changed);
  readonly restrictedKeys = new Collection<RestrictedKey>('restricted_keys', this.changed);
  readonly keyedAnswers = new Collection<KeyedAnswer>('keyed_answers', this.changed);

  /** Every collection, for what goes over all of them. */
  get collections(): readonly Collection<{ id: string }, unknown>[] {
    return Object.values(this).filter(
      (value): value is Collection<{ id: string }, unknown> => value instanceof Collection,
    );
  }
}
