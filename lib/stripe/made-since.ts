import type Stripe from 'stripe';
import type { PostalAddress } from '../domain/address';
import { setupUsages, type SetupUsage } from '../domain/card';
import { idOf } from './cards';
import { stripe } from './client';
import { look } from './send';
import { usageOfIntent } from './setup-intents';

/** As many as Stripe gives at once. */
const PAGE = 100;

/** Two moments in ms: the first counts, the second does not. */
type Span = { since: number; before: number };

export type MadeCustomer = { stripeCustomerId: string; userId: string; createdAt: number };

export type MadeSetup = {
  stripeSetupIntentId: string;
  stripeCustomerId: string;
  /** Null for one that only puts a card into the wallet. */
  orderId: string | null;
  stripePaymentMethodId: string;
  usage: SetupUsage;
};

export type MadeIntent = {
  stripeIntentId: string;
  stripeCustomerId: string;
  orderId: string;
  purchaseId: string;
  productId: string;
  reference: string;
  amount: number;
  currency: string;
  /** What the card that paid it was saved for; null where it was not. */
  savedFor: SetupUsage | null;
  stripePaymentMethodId: string | null;
  /** Where the order went as the intent was made; null where that is not known. */
  address: PostalAddress | null;
  /** In ms; Stripe tells whole seconds. */
  createdAt: number;
};

/** The Customers that were made for people of ours. Throws PaymentsError. */
export async function listCustomersMade(span: Span): Promise<MadeCustomer[]> {
  const made = await listAll((page) => stripe().customers.list({ ...page, ...within(span) }));
  return made.flatMap(({ id, created, metadata }) =>
    metadata.user_id
      ? [{ stripeCustomerId: id, userId: metadata.user_id, createdAt: created * 1000 }]
      : [],
  );
}

/** The set-ups of ours that came about. Throws PaymentsError. */
export async function listSetupsMade(span: Span): Promise<MadeSetup[]> {
  const made = await listAll((page) => stripe().setupIntents.list({ ...page, ...within(span) }));
  return made.flatMap(({ id, status, customer, payment_method, metadata, usage }) => {
    const [stripeCustomerId, stripePaymentMethodId] = [idOf(customer), idOf(payment_method)];
    const isOurs = status === 'succeeded' && metadata?.user_id !== undefined;
    if (!isOurs || stripeCustomerId === null || stripePaymentMethodId === null) return [];
    return [
      {
        stripeSetupIntentId: id,
        stripeCustomerId,
        orderId: metadata?.order_id ?? null,
        stripePaymentMethodId,
        usage: usageOfIntent({ usage, metadata }),
      },
    ];
  });
}

/** The intents of orders of ours that were not canceled. Throws PaymentsError. */
export async function listIntentsMade(span: Span): Promise<MadeIntent[]> {
  const made = await listAll((page) => stripe().paymentIntents.list({ ...page, ...within(span) }));
  return made.flatMap((intent) => {
    const { order_id, purchase_id, product_id, reference } = intent.metadata;
    const stripeCustomerId = idOf(intent.customer);
    // Another program on the same account may name orders of its own, but not all of these.
    if (!order_id || !purchase_id || !product_id || !reference || !stripeCustomerId) return [];
    if (intent.status === 'canceled') return [];
    return [
      {
        stripeIntentId: intent.id,
        stripeCustomerId,
        orderId: order_id,
        purchaseId: purchase_id,
        productId: product_id,
        reference,
        amount: intent.amount,
        currency: intent.currency,
        savedFor: intent.setup_future_usage && knownUsage(intent.setup_future_usage),
        stripePaymentMethodId: idOf(intent.payment_method),
        address: addressIn(intent),
        createdAt: intent.created * 1000,
      },
    ];
  });
}

function addressIn({ shipping }: Stripe.PaymentIntent): PostalAddress | null {
  const { name, address } = shipping ?? {};
  if (!name || !address?.line1 || !address.country) return null;
  const { line1, line2, city, state, postal_code, country } = address;
  return {
    ...{ name, line1, line2: line2 ?? null, city: city ?? null, state: state ?? null },
    ...{ postalCode: postal_code ?? null, country },
  };
}

/** One that is newer than this code is no leave to charge without its owner. */
const knownUsage = (usage: string): SetupUsage =>
  setupUsages.find((known) => known === usage) ?? 'none';

const within = ({ since, before }: Span): { created: Stripe.RangeQueryParam } => ({
  created: { gte: Math.floor(since / 1000), lt: Math.ceil(before / 1000) },
});

type Page = { limit: number; starting_after?: string };

/** The oldest first. */
async function listAll<T extends { id: string }>(
  list: (page: Page) => Promise<{ data: T[]; has_more: boolean }>,
): Promise<T[]> {
  const newestFirst: T[] = [];
  for (;;) {
    const after = newestFirst.at(-1)?.id;
    const page = await look(() => list({ limit: PAGE, ...(after && { starting_after: after }) }));
    newestFirst.push(...page.data);
    if (!page.has_more || page.data.length === 0) return newestFirst.reverse();
  }
}
