import type { Action } from '@/components/actions/ask';
import type { SavedFor } from '@/lib/domain/card';

/** Has a set-up made for what is typed; `cardSetupId` is of the same form's try before, which it goes on with. */
export type StartAddingCard = Action<
  { consentVersion: string; cardSetupId: string | null },
  { cardSetupId: string; clientSecret: string; usage: SavedFor }
>;

/** What a form for a card needs. The page passes the server action. */
export type Adding = { email: string; startAddingCard: StartAddingCard };
