import type { PurchaseSubject } from '@/lib/domain/subject';

/** A purchase that was sent and not answered, and the card that was chosen for it. */
export type KeptPurchase = { subject: PurchaseSubject; choice: string };

const BEGINNING = 'purchase of ';

const keyOf = (person: string, productSlug: string) => `${BEGINNING}${productSlug} by ${person}`;

/**
 * Keeps a purchase until it is answered. Whoever loads the page again meanwhile, because the answer
 * was lost or the shop was updated, goes on with the same purchase instead of making another one.
 */
export function keepPurchase(person: string, kept: KeptPurchase): void {
  withStorage((storage) =>
    storage.setItem(keyOf(person, kept.subject.productSlug), JSON.stringify(kept)),
  );
}

export function forgetPurchase(person: string, productSlug: string): void {
  withStorage((storage) => storage.removeItem(keyOf(person, productSlug)));
}

/** For somebody who signs out: whoever comes next at this browser finds nothing of theirs. */
export function forgetPurchases(): void {
  withStorage((storage) => {
    for (const key of Object.keys(storage)) {
      if (key.startsWith(BEGINNING)) storage.removeItem(key);
    }
  });
}

export function findKeptPurchase(person: string, productSlug: string): KeptPurchase | null {
  const kept = withStorage((storage) => storage.getItem(keyOf(person, productSlug)));
  return kept ? (JSON.parse(kept) as KeptPurchase) : null;
}

/** Some people forbid storage: the server asks them whether they mean another copy. */
function withStorage<T>(act: (storage: Storage) => T): T | null {
  try {
    return act(window.sessionStorage);
  } catch {
    return null;
  }
}
