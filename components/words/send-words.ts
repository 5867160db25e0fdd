import type { ShownCode } from '@/components/actions/ask';
import type { FailureCode } from '@/lib/domain/failure';
import { formatDay } from '@/lib/domain/preorder';
import { UNDO_SENDING_FOR_MS, type SendFault, type Sending } from '@/lib/domain/sending';

const MINUTES = UNDO_SENDING_FOR_MS / 60_000;

export const sendingWords: Record<Sending['state'], string> = {
  to_send: 'To send',
  sent: 'Sent',
  unrecorded: 'Not written down',
};

/** What follows the thanks on a paid order's page. */
export const paidAndSending = (sending: Sending | null): string => {
  if (sending?.state === 'sent') return 'Your print is on its way. ';
  return sending?.state === 'to_send' ? 'We send your print next, and write to you then. ' : '';
};

const ordersOf = (count: number): string => (count === 1 ? '1 order' : `${count} orders`);

export const markText = (count: number): string => `Mark ${ordersOf(count)} as sent`;

export const markQuestion = (reference: string): string => `Mark ${reference} as sent?`;

/** What marking does, before it is done. */
export const markNote = (count: number): string =>
  `${count === 1 ? 'Its buyer gets' : 'Their buyers get'} a mail, with the link to track it, in ${MINUTES} minutes. Until then it can be undone.`;

type Marked = { ok: true } | { ok: false; code: FailureCode };

/** "3 marked as sent, 1 not" */
export function markedText(marked: readonly Marked[]): string {
  const done = marked.filter(({ ok }) => ok).length;
  const parts = [
    ...(done > 0 ? [`${done} marked as sent`] : []),
    ...(done < marked.length ? [`${marked.length - done} not`] : []),
  ];
  return parts.join(', ');
}

export const undoneText = 'Undone: it is to be sent again, and its buyer gets no mail';

/** Why an order is not marked as sent, to staff. */
export const sendFaultWords: Record<SendFault, string> = {
  not_to_send: 'Not to be sent: it is not paid, or its money went back.',
  attention_first: 'Decide first what becomes of it: something is owed for it.',
};

export const undoFailureWords: Partial<Record<ShownCode, string>> = {
  too_late: 'Its buyer has been written to, so it stays as it is.',
};

export const noAddressText = 'No address: it was ordered before anybody was asked for one.';

/** Before a day. */
export const sentOnText = 'Sent on';

/** Before whose page it is. */
export const trackItText = 'track it at';

export const trackingLabel = 'Tracking link';

export const wrongLinkText = 'Paste the carrier’s whole link, which begins with https://.';

/** The last day that its buyer was promised. */
export const byDayText = (day: number): string => `To be sent by ${formatDay(day)}`;

/** About the link of an order that was sent. */
export const trackingWords = {
  change: 'Change tracking…',
  add: 'Add tracking…',
  title: 'The tracking link',
  note: 'The buyer reads it on the order’s page; no mail tells of it. Empty takes it away.',
  save: 'Save link',
  saved: 'Tracking link saved',
} as const;

export const trackingFailureWords: Partial<Record<ShownCode, string>> = {
  not_to_send: 'It is not marked as sent any more, or that can still be undone: do that instead.',
  sent_already: 'Somebody else has changed the link. Show the page again to see how.',
};

/** What stands on the list to send and around it. */
export const sendTexts = {
  list: 'To send',
  none: 'Nothing to send',
  noneWhy: 'Every order that is paid has been sent.',
  all: 'All on this page',
  show: 'Show the order',
  paid: 'Paid',
  notYet: 'Not yet',
  writing: 'Writing it down…',
  mark: 'Mark as sent…',
  undo: 'Undo',
  undoSending: 'Undo sending',
  undoing: 'Undoing…',
  justSent: 'Marked just now',
  until: 'until',
  packing: 'Packing slips',
  back: 'Back to the list',
  print: 'Print',
} as const;

/** Leads to what can still be undone, below a long list. */
export const justSentText = (count: number): string => `${count} marked just now`;

/** Read aloud where the order does not stand beside it. */
export const undoOfText = (reference: string): string => `Undo ${reference}`;
export const trackingOfText = (reference: string): string => ` for ${reference}`;
