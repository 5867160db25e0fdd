const words: Readonly<Record<string, string>> = {
  email_taken:
    'There is an account with this email address already. Sign in to it with the password.',
  prove_again: 'Sign in once more, so that we know that it is you. Then go on where you were.',
  too_late: 'That took too long. Begin again, or use your email address.',
};

/** Why signing in with another account came back without success. */
export const signInErrorText = (code: string): string =>
  words[code] ??
  'Signing in with the other account did not work. Try again, or use your email address.';
