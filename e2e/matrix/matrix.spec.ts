import { OrderPage } from '../pages/order-page';
import { signIn } from '../fixtures/session';
import { documentedCards } from './documented-cards';
import { idOf, type DocumentedCard } from './documented-card';
import { payOnPage, playedOnPage } from './play/on-page';
import { playCard } from './play/play-card';
import { told } from './play/told';
import { PICTURE } from '../report/matrix';
import { test } from './test';

/** A phone's: small enough to stand beside one another in a table. */
const PHONE = { width: 390, height: 844 };

// The first row of a name: others that have it are about what a page does not show.
const isOnPage = (card: DocumentedCard): boolean =>
  playedOnPage.includes(idOf(card)) &&
  documentedCards.find((each) => idOf(each) === idOf(card)) === card;

const titleOf = (card: DocumentedCard): string => `${card.kind}: ${idOf(card)} (${card.number})`;

for (const card of documentedCards.filter((each) => !isOnPage(each))) {
  test(titleOf(card), ({ scene }, testInfo) =>
    told(testInfo, card, async (tell) => {
      await playCard(scene, card, tell);
    }),
  );
}

for (const card of documentedCards.filter(isOnPage)) {
  test(`${titleOf(card)}, on the page`, async ({ scene, page, complaints }, testInfo) => {
    complaints.expect(/status of 402/);
    await page.setViewportSize(PHONE);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await signIn(page.context(), scene.payer.who);
    await told(testInfo, card, async (tell) => {
      const { orderId } = await playCard(scene, card, tell, payOnPage(page));
      if (orderId !== null) {
        await new OrderPage(page).open(orderId);
        await page.getByRole('heading', { level: 1 }).waitFor();
      }
      const path = testInfo.outputPath(`${idOf(card)}.png`);
      await page.screenshot({ path, animations: 'disabled' });
      await testInfo.attach(PICTURE, { path, contentType: 'image/png' });
    });
  });
}
