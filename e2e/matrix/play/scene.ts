import type { APIRequestContext } from 'playwright/test';
import type Stripe from 'stripe';
import type { StripeLocalClient } from '@/stripe-local/client';
import type { Person } from '../../fixtures/person';
import type { Print } from '../../fixtures/purchases';
import type { Records } from '../../fixtures/records';

/** Somebody, and the requests of their browser. */
export type Visitor = { who: Person; visit: APIRequestContext };

/** What a card is played with: the shop as its people reach it, what it wrote down, and Stripe. */
export type Scene = {
  /** Saves the card in the wallet, and pays with it afterwards. */
  saver: Visitor;
  /** Types the card at checkout, and has it saved there. */
  payer: Visitor;
  desk: Visitor;
  records: Records;
  stripe: Stripe;
  /** Answers for the bank; null against Stripe itself, where only a browser can. */
  bank: StripeLocalClient | null;
  /** A print that is charged later. */
  later: Print;
};
