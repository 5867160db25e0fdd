/** For somebody who meets a page that was drawn for another person. */
export const otherPersonWords = (name: string) => ({
  title: 'Somebody else is signed in',
  signedIn: (email: string) => `You are signed in as ${name} (${email}).`,
  nothingHappened:
    'The page that you come from was shown to another person at this browser. What it asked for was not done: nothing was charged or changed. What a bank was asked is found out by itself.',
  goOn: `Go on as ${name}`,
  change: 'Sign in as somebody else',
});
