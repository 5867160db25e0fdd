ALTER TABLE "cards" ADD COLUMN "billing" jsonb;--> statement-breakpoint
ALTER TABLE "cards" ADD COLUMN "nickname" text;--> statement-breakpoint
CREATE INDEX "attempts_of_card" ON "attempts" USING btree ("card_id","started_at");