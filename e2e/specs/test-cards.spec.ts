import { idOf } from '../matrix/documented-card';
import { documentedCards } from '../matrix/documented-cards';
import { playCard } from '../matrix/play/play-card';
import { told } from '../matrix/play/told';
import { test } from '../matrix/test';

/** One row of each kind of behaviour; `npm run test:matrix` plays all of them. */
const some = [
  'pm_card_visa',
  'pm_card_mastercard_cartesBancaires',
  'pm_card_visa_chargeDeclinedInsufficientFunds',
  'pm_card_chargeDeclinedIncorrectCvc',
  'pm_card_chargeCustomerFail',
  '4242424242424241',
  'pm_card_authenticationRequired',
  'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds',
  'pm_card_createDisputeInquiry',
  'pm_card_refundFail',
];

for (const id of some) {
  const card = documentedCards.find((each) => idOf(each) === id);
  if (!card) throw new Error(`no row is called ${id}`);
  test(`a test card does as documented: ${id}`, ({ scene }, testInfo) =>
    told(testInfo, card, async (tell) => {
      await playCard(scene, card, tell);
    }));
}
