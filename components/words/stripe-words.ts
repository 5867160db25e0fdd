/** On the button of a form that is over. */
export const beginAnewText = 'Begin anew';

/** What to say where something that comes from Stripe does not come, or not yet. */
export const stripeWords = {
  formMissing: {
    title: 'The card form could not be loaded',
    text: 'Nothing was charged. The form comes from our payment provider: check your connection, or pause a blocker that may hold it back. If that does not help, load this page again.',
  },
  formLoading: {
    title: 'The card form is not ready',
    text: 'It is still loading. Try again in a moment.',
  },
  questionMissing: {
    title: 'Your bank’s question could not be shown',
    text: 'Nothing was charged: your bank still waits for your answer. Its question comes from our payment provider: check your connection, or pause a blocker that may hold it back, and go on.',
  },
  connectionLost: {
    title: 'Our payment provider could not be reached',
    text: 'What you typed is still here. Check your connection and try again: one order is never charged twice.',
  },
  slow: {
    title: 'This takes longer than usual',
    text: 'If your bank asks you something, answer it there. If you see no question, go on from your order: it tells what was charged, and one order is never charged twice.',
  },
  slowSetup: {
    title: 'This takes longer than usual',
    text: 'If your bank asks you something, answer it there. If you see no question, load this page again. Nothing is charged when a card is saved.',
  },
} as const;
