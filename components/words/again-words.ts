/** For somebody who went back to the print that they had bought, and pressed the same button again. */
export const againText =
  'This purchase was placed already, and this is its order. Nothing was charged now.';
