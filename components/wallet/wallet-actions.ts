import type { Action } from '@/components/actions/ask';

/** What can be done in a wallet. The page passes the server actions. */
export type WalletActions = {
  makeDefault: Action<{ cardId: string }>;
  offerAtCheckout: Action<{ cardId: string; consentVersion: string }>;
  nameCard: Action<{ cardId: string; nickname: string }>;
  removeCard: Action<{ cardId: string }, { wasDefault: boolean }>;
  undoRemoval: Action<{ cardId: string; asDefault: boolean }>;
};
