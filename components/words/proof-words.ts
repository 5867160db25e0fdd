/** For somebody who is asked again who they are, before a deed that cannot be undone. */
export const proofWords = {
  password: 'Your password',
  confirm: 'Confirm and go on',
  confirming: 'Confirming…',
  wrong: 'That is not your password. Nothing has happened yet.',
  unreachable: 'We could not reach the shop. Check your connection and press again.',
  provider: 'Sign in again in a new tab',
  afterwards: 'Then come back to this one, and press the button once more.',
  noWay: 'Sign out, and sign in again.',
};
