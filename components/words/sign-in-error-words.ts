/** Why signing in with another account came back without success. */
export const signInErrorText = (code: string): string =>
  code === 'email_taken'
    ? 'There is an account with this e-mail address already. Sign in to it with the password.'
    : 'Signing in with the other account did not work. Try again, or use your e-mail address.';
