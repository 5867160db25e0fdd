/** Where a browser runs no scripts, or none of ours. */
export const noScriptText =
  'Scripts are switched off in this browser. You can look at every print; to sign in and to pay, switch them on for this site: the card form is our payment provider’s, and comes with a script.';
