import type { StripeError } from '@stripe/stripe-js';
import { apiGet } from '../core/api';
import type { Removal, SavedCard, SaveOffer } from '../core/protocol';
import type { Connection } from './intent';

interface SessionPaymentMethod {
  readonly id: string;
  readonly type: string;
  readonly billing_details: unknown;
  readonly card?: {
    readonly brand: string;
    readonly networks?: { readonly preferred: string | null };
    readonly last4: string;
    readonly exp_month: number;
    readonly exp_year: number;
  };
}

interface Features {
  readonly payment_method_remove?: string;
  readonly payment_method_save?: string;
  readonly payment_method_save_usage?: string | null;
}

interface ElementsSession {
  readonly customer: {
    readonly payment_methods: readonly SessionPaymentMethod[];
    readonly customer_session: {
      readonly components: { readonly payment_element: { readonly features: Features | null } };
    };
  } | null;
}

export interface SessionShown {
  readonly savedCards: readonly SavedCard[];
  readonly saveOffer: SaveOffer;
  readonly removal: Removal | null;
}

export type SavedCardsAnswer =
  | { readonly shown: SessionShown; readonly error?: undefined }
  | { readonly shown?: undefined; readonly error: StripeError };

/** The brand that the card's holder chose, if the card has it, or its own. */
const brandToShow = ({ brand, networks }: NonNullable<SessionPaymentMethod['card']>): string => {
  const chosen = networks?.preferred ?? null;
  return chosen === null || chosen === 'invalid_preference' ? brand : chosen;
};

/** The cards that the customer may see again; the server decides which, by the session's components. */
export const fetchSavedCards = async (
  connection: Connection,
  customerSessionClientSecret: string,
): Promise<SavedCardsAnswer> => {
  const answer = await apiGet(connection.addresses.api, '/v1/elements/sessions', {
    key: connection.publishableKey,
    customer_session_client_secret: customerSessionClientSecret,
  });
  if (!answer.ok) return { error: answer.error };
  const session = answer.value as ElementsSession;
  const savedCards = (session.customer?.payment_methods ?? []).flatMap((method) => {
    const { id, card, billing_details: billingDetails } = method;
    if (!card) return [];
    const { last4, exp_month: expMonth, exp_year: expYear } = card;
    return [{ id, brand: brandToShow(card), last4, expMonth, expYear, billingDetails }];
  });
  const features = session.customer?.customer_session.components.payment_element.features;
  const saveOffer = {
    isOffered: features?.payment_method_save === 'enabled',
    usage: features?.payment_method_save_usage ?? null,
  };
  const removal =
    features?.payment_method_remove === 'enabled'
      ? { sessionSecret: customerSessionClientSecret }
      : null;
  return { shown: { savedCards, saveOffer, removal } };
};
