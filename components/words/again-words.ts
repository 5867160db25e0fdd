/** For somebody who went back to the print that they had bought, and pressed the same button again. */
export const againText =
  'You had bought this already, with the same press of the button. Nothing was charged now.';
