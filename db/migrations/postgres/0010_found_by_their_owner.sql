CREATE INDEX "cards_of_customer" ON "cards" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "customers_of_user" ON "customers" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "mails_of_user" ON "mails" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "staff_actions_of_staff" ON "staff_actions" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "stripe_calls_of_target" ON "stripe_calls" USING btree ("target");