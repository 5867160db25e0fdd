import { assumptions } from '../assumptions/all';
import type { Heard } from '../assumptions/table';
import { expect, test } from '../fixtures/test';
import { ASSUMPTION } from '../report/assumptions';
import { thisStripe } from '../setup/this-stripe';

const { control, restrictedKey } = thisStripe;

for (const { ask, ...assumption } of assumptions) {
  test(
    `Stripe still says what we believe: ${assumption.name}`,
    { tag: '@assumption' },
    async ({ stripe }, testInfo) => {
      const tell = (heard: Heard) =>
        testInfo.annotations.push({
          type: ASSUMPTION,
          description: JSON.stringify({ ...assumption, heard }),
        });
      const answer = await ask({ stripe, control, restrictedKey }).catch((error: unknown) => {
        tell({ failed: String(error) });
        throw error;
      });
      tell(answer);
      if ('cannotBeAsked' in answer) test.skip(true, answer.cannotBeAsked);
      else expect(answer.said).toEqual(assumption.believed);
    },
  );
}
