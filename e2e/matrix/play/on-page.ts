import { expect, type Page } from 'playwright/test';
import { Challenge } from '../../kit/challenge';
import { CheckoutPage } from '../../pages/checkout-page';
import { expectedOf } from '../expected';
import { ASKED } from '../results';
import type { PayAndSave } from './play-card';
import { paidWord } from './pay-and-save';

/** Cards that are typed into the page itself: one of each kind of behaviour, by the names in their rows. */
export const playedOnPage: readonly string[] = [
  'pm_card_visa',
  'pm_card_visa_chargeDeclined',
  'pm_card_visa_chargeDeclinedInsufficientFunds',
  'pm_card_chargeDeclinedIncorrectCvc',
  'pm_card_chargeCustomerFail',
  'pm_card_radarBlock',
  'pm_card_authenticationRequired',
  'pm_card_threeDSecureRequiredChargeDeclined',
  'pm_card_createDispute',
  'pm_card_pendingRefund',
  'pm_card_refundFail',
];

/** Pays at checkout as a person does: types the card, ticks the box, presses, and answers the bank. */
export const payOnPage =
  (page: Page): PayAndSave =>
  async (scene, card) => {
    const checkout = new CheckoutPage(page);
    await checkout.open({ product: 'tideline' });
    await checkout.card.fill({ number: card.number });
    await checkout.save.check();
    await checkout.pay.click();
    const isAsked = expectedOf(card).payAndSave?.startsWith(ASKED) ?? false;
    if (isAsked) await new Challenge(page).complete();
    // The browser has been answered when its page says so: with a refusal, or with the order, which may be disputed by then.
    const refusal = checkout.alert;
    const isOnOrder = () => new URL(page.url()).pathname.startsWith('/orders/');
    await expect.poll(async () => isOnOrder() || (await refusal.isVisible())).toBe(true);
    if (!isOnOrder()) await refusal.scrollIntoViewIfNeeded();
    const { id } = await scene.records.onlyOrderOf(scene.payer.who.id);
    const word = await paidWord(scene, id);
    return { word: isAsked ? `${ASKED}, ${word}` : word, orderId: id };
  };
