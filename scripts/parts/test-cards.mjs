const CARDS = [
  ['4242 4242 4242 4242', 'Visa; is saved and pays'],
  ['5555 5555 5555 4444', 'Mastercard; is saved and pays'],
  ['4000 0025 0000 3155', 'asks for 3-D Secure when it is saved, and at every one-click payment'],
  ['4000 0027 6000 3184', 'asks for 3-D Secure at every payment'],
  ['4000 0084 0000 1629', 'asks for 3-D Secure, then is declined'],
  ['4000 0000 0000 0341', 'is saved, then declined at every payment'],
  ['4000 0000 0000 9995', 'is declined: insufficient funds'],
  ['4000 0000 0000 0002', 'is declined: no reason given'],
  ['4000 0000 0000 9987', 'is declined: lost card'],
  ['4000 0000 0000 0069', 'is declined: expired card'],
  ['4000 0000 0000 0127', 'is declined: wrong CVC'],
];

export const testCardTable = () =>
  CARDS.map(([number, what]) => `  ${number}   ${what}`).join('\n');
