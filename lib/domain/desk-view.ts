import type { AddressView, PostalAddress } from './address';
import type { AttemptKind, AttemptOutcome } from './attempt';
import type { Owed, WatchedKind } from './attention';
import type { DaySums, Sums } from './daily-sums';
import type { DeliveryFault } from './delivery-fault';
import type { FailureCode } from './failure';
import type { InboxState } from './inbox';
import type { DisputeReport } from './refunds-and-disputes';
import type { Currency, Money } from './money';
import type { DisputeStatus, OrderLabel, PaymentState } from './order';
import type { OrderView, PaidCard } from './order-view';
import type { CountedReport } from './page-report';
import type { RefundEntry } from './refund';
import type { SendFault, Sending } from './sending';

/** One page of a list at the desk. `older` and `newer` go into the address; null at the ends. */
export type DeskPage<Row> = { rows: Row[]; older: string | null; newer: string | null };

/** Something at Stripe, and where its own dashboard shows it. */
export type StripeLink = { id: string; href: string };

export type DeskOrderRow = {
  id: string;
  reference: string;
  email: string;
  title: string;
  total: Money;
  refundedAmount: number;
  label: OrderLabel;
  dispute: DisputeStatus | null;
  /** Null where nothing of it is to be sent, and was not. */
  sending: Sending['state'] | null;
  createdAt: number;
};

export type DeskAttempt = {
  number: number;
  kind: AttemptKind;
  isOffSession: boolean;
  card: PaidCard | null;
  total: Money;
  outcome: AttemptOutcome;
  failureCode: string | null;
  declineCode: string | null;
  adviceCode: string | null;
  requestId: string | null;
  startedAt: number;
  closedAt: number | null;
  intent: StripeLink | null;
};

/** A refund with who asked for it; null for one that was made in Stripe's Dashboard. */
export type DeskRefund = Omit<RefundEntry, 'staffId'> & { staffEmail: string | null };

export type DeskDispute = Omit<DisputeReport, keyof Money> & { total: Money };

/** Something that is or was owed to somebody. */
export type DeskOwed = Owed & {
  id: string;
  /** The payment at Stripe, where that is what it is about. */
  payment: StripeLink | null;
  /** The money has gone back since. */
  isSettled: boolean;
  /** Null until somebody of the staff has dealt with it. */
  dealtWith: { staffEmail: string; at: number; note: string } | null;
};

export type DeskAction = {
  id: string;
  action: string;
  staffEmail: string;
  order: { id: string; reference: string } | null;
  stripeEventId: string | null;
  data: unknown;
  requestId: string | null;
  at: number;
};

export type DeskPreorder = {
  shipBy: number;
  /** When a charge that was put off is tried again, in ms. */
  nextChargeAt: number | null;
  /** What it is charged to; null until a card was set up. */
  card: PaidCard | null;
  /** Why it cannot be charged now; null where it can. */
  fault: FailureCode | null;
};

/** An order of the list to send. */
export type DeskToSend = DeskOrderRow & {
  paidAt: number;
  /** The last day that its buyer was promised, in ms; null where none was. */
  sentBy: number | null;
  /** Null for an order from before anybody was asked. */
  address: PostalAddress | null;
  /** Of which words of it were shown: asked for when it is sent. */
  addressChangedAt: number | null;
  /** Why it cannot be marked as sent; null where it can. */
  fault: SendFault | null;
};

/** Marked as sent so lately that it can be undone. */
export type DeskJustSent = {
  id: string;
  reference: string;
  title: string;
  sentAt: number;
  trackingUrl: string | null;
  /** In ms. */
  undoUntil: number;
};

/** How an order's page at the desk shows its way to its buyer. */
export type DeskSending = {
  sending: Sending | null;
  address: PostalAddress | null;
  addressChangedAt: number | null;
  /** Why it cannot be marked as sent; null where it can, or was. */
  fault: SendFault | null;
  canUndo: boolean;
};

export type DeskOrderView = DeskOrderRow & {
  toBuyer: DeskSending;
  version: number;
  paymentState: PaymentState;
  /** Null for an order that is paid at once. */
  preorder: DeskPreorder | null;
  /** What may still be given back, in minor units. */
  refundable: number;
  buyer: { id: string; name: string; email: string; isErased: boolean };
  /** Which of its mails can be sent again. */
  mailAgain: 'receipt' | 'preorder_confirmed' | null;
  /** The newest first; those before them stand on the buyer's page. */
  notes: DeskPage<DeskNote>;
  receiptEmail: string;
  /** Null where nobody has said. */
  goesTo: PostalAddress | null;
  canChangeAddress: boolean;
  paidAt: number | null;
  /** Of a limited edition; null for a print of an open one. */
  copy: 'set_aside' | 'none' | null;
  attempts: DeskAttempt[];
  refunds: DeskRefund[];
  disputes: DeskDispute[];
  /** The oldest first, dealt with or not. */
  owed: DeskOwed[];
  /** What wants somebody until Stripe says that it is over. */
  watched: WatchedKind[];
  /** The payment at Stripe, where disputes are answered too; null before there is one. */
  payment: StripeLink | null;
  events: OrderView['events'];
  actions: DeskAction[];
};

export type DeskEventRow = {
  stripeEventId: string;
  type: string;
  state: InboxState;
  tries: number;
  /** What the handler said of it, or why it failed. */
  note: string | null;
  receivedAt: number;
  processedAt: number | null;
  nextTryAt: number | null;
};

export type DeskEventView = DeskEventRow & {
  apiVersion: string | null;
  /** As it was stored, which is without client secrets. */
  payload: unknown;
  stripe: StripeLink;
};

export type DeskRun = {
  id: string;
  startedBy: 'timer' | 'command';
  startedAt: number;
  finishedAt: number | null;
  error: string | null;
  /** What each step counted; a step that failed says why. */
  steps: { step: string; counts: Record<string, number>; error: string | null }[];
};

/** A number of rows; `more` where counting stopped there. */
export type Count = { count: number; more: boolean };

export type DeskHealth = {
  at: number;
  lastEvent: { type: string; receivedAt: number; lagMs: number | null } | null;
  unprocessed: Count & { oldestReceivedAt: number | null };
  unknownAttempts: Count;
  unheardRefunds: Count;
  /** What is owed to somebody, and nobody has dealt with. */
  openAttention: Count;
  /** Refunds that are on their way for so long that somebody should look. */
  stuckRefunds: Count;
  dueCalls: Count;
  waitingMails: Count;
  /** Whether mail gets to be read, so that pre-orders want a confirmed address. */
  mailLeaves: boolean;
  /** Deliveries to the webhook that were wrong, one entry for each kind of the last day. */
  deliveryFaults: DeliveryFault[];
  /** What pages were not allowed to do in the last month, the latest first. */
  pageReports: CountedReport[];
  lastRun: DeskRun | null;
};

/** What one currency brought. */
export type CurrencySums = Sums & { currency: Currency };

export type DeskHome = {
  /** As 2027-05-01, in UTC, as all days of the sums are. */
  today: string;
  /** The first day of the month. */
  month: string;
  ofToday: CurrencySums[];
  ofMonth: CurrencySums[];
  /** The last days, the newest first. */
  days: DaySums[];
  /** False while days from before an update are not summed up yet. */
  areSumsWhole: boolean;
  attention: { rows: DeskOrderRow[]; count: Count };
};

/** What staff wrote down. */
export type DeskNote = {
  id: string;
  text: string;
  staffEmail: string;
  createdAt: number;
  order: { id: string; reference: string } | null;
};

export type DeskPerson = {
  id: string;
  name: string;
  email: string;
  isStaff: boolean;
  emailVerifiedAt: number | null;
  /** When what names them was taken away. */
  erasedAt: number | null;
  createdAt: number;
  orders: DeskPage<DeskOrderRow>;
  orderCount: Count;
  cards: {
    id: string;
    brand: string;
    last4: string;
    expMonth: number;
    expYear: number;
    isDefault: boolean;
  }[];
  /** The default first. */
  addresses: AddressView[];
  notes: DeskPage<DeskNote>;
};
