ALTER TABLE "card_setups" ADD COLUMN "ended_at" bigint;--> statement-breakpoint
ALTER TABLE "card_setups" ADD COLUMN "given_to" text;--> statement-breakpoint
ALTER TABLE "intents" ADD COLUMN "given_at" bigint;--> statement-breakpoint
ALTER TABLE "intents" ADD COLUMN "given_to" text;--> statement-breakpoint
-- Who has the secret of an older one is not known: each counts as one that a browser may confirm.
UPDATE intents SET given_at = created_at;
--> statement-breakpoint
UPDATE card_setups SET ended_at = created_at WHERE card_id IS NOT NULL;
