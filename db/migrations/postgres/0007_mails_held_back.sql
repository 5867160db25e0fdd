ALTER TABLE "mails" ADD COLUMN "held_back" text;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "emptied_at" bigint;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "erased_at" bigint;--> statement-breakpoint
ALTER TABLE "webhook_events" ADD COLUMN "emptied_at" bigint;--> statement-breakpoint
CREATE INDEX "card_setups_without_card" ON "card_setups" USING btree ("created_at") WHERE card_id is null;--> statement-breakpoint
CREATE INDEX "customers_to_empty" ON "customers" USING btree ("created_at") WHERE create_parameters <> '{}';--> statement-breakpoint
CREATE INDEX "email_tokens_over" ON "email_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "mails_to_empty" ON "mails" USING btree ("created_at") WHERE emptied_at is null;--> statement-breakpoint
CREATE INDEX "rate_limits_over" ON "rate_limits" USING btree ("expire");--> statement-breakpoint
CREATE INDEX "stripe_calls_finished" ON "stripe_calls" USING btree ("finished_at") WHERE finished_at is not null;--> statement-breakpoint
CREATE INDEX "webhook_events_to_empty" ON "webhook_events" USING btree ("processed_at") WHERE processed_at is not null and emptied_at is null;