/** For somebody who went back to the print that they had bought, or begun to, and pressed the same button again. */
export const againText =
  'This order was there already, from an earlier press of the same button. Nothing was charged now.';
