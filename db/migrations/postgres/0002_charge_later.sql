CREATE TABLE "email_tokens" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"purpose" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"used_at" bigint,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"order_id" text,
	"kind" text NOT NULL,
	"news_key" text NOT NULL,
	"recipient" text NOT NULL,
	"data" jsonb NOT NULL,
	"due_at" bigint,
	"claimed_until" bigint,
	"tries" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"sent_at" bigint,
	"created_at" bigint NOT NULL,
	CONSTRAINT "mails_news_key_unique" UNIQUE("news_key")
);
--> statement-breakpoint
CREATE TABLE "staff_actions" (
	"id" text PRIMARY KEY NOT NULL,
	"staff_id" text NOT NULL,
	"action" text NOT NULL,
	"order_id" text,
	"stripe_event_id" text,
	"data" jsonb NOT NULL,
	"request_id" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
DROP INDEX "consents_one_per_order";--> statement-breakpoint
DROP INDEX "orders_latest";--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "is_off_session" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "card_setups" ADD COLUMN "order_id" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "is_preorder" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "scheduled_card_id" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "ship_by" bigint;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "shipped_at" bigint;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "next_charge_at" bigint;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "ships_within_days" integer;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "email_verified_at" bigint;--> statement-breakpoint
ALTER TABLE "email_tokens" ADD CONSTRAINT "email_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_actions" ADD CONSTRAINT "staff_actions_staff_id_users_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_actions" ADD CONSTRAINT "staff_actions_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_actions" ADD CONSTRAINT "staff_actions_stripe_event_id_webhook_events_stripe_event_id_fk" FOREIGN KEY ("stripe_event_id") REFERENCES "public"."webhook_events"("stripe_event_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "email_tokens_of_user" ON "email_tokens" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "mails_of_order" ON "mails" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "mails_latest" ON "mails" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "staff_actions_of_order" ON "staff_actions" USING btree ("order_id","at");--> statement-breakpoint
CREATE INDEX "staff_actions_latest" ON "staff_actions" USING btree ("at");--> statement-breakpoint
ALTER TABLE "card_setups" ADD CONSTRAINT "card_setups_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_scheduled_card_id_cards_id_fk" FOREIGN KEY ("scheduled_card_id") REFERENCES "public"."cards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "card_setups_of_order" ON "card_setups" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "orders_by_state" ON "orders" USING btree ("payment_state","created_at","id");--> statement-breakpoint
CREATE INDEX "orders_refunded" ON "orders" USING btree ("created_at","id") WHERE refunded_amount > 0;--> statement-breakpoint
CREATE INDEX "orders_disputed" ON "orders" USING btree ("created_at","id") WHERE dispute is not null;--> statement-breakpoint
CREATE INDEX "orders_charge_due" ON "orders" USING btree ("next_charge_at") WHERE next_charge_at is not null;--> statement-breakpoint
CREATE INDEX "orders_with_scheduled_card" ON "orders" USING btree ("scheduled_card_id");--> statement-breakpoint
CREATE UNIQUE INDEX "consents_one_per_order" ON "consents" USING btree ("order_id","kind");--> statement-breakpoint
CREATE INDEX "orders_latest" ON "orders" USING btree ("created_at","id");