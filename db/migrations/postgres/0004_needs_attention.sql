CREATE TABLE "attention" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"kind" text NOT NULL,
	"cause" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"since" bigint NOT NULL,
	"dealt_with_at" bigint,
	"dealt_with_by" text,
	"note" text,
	CONSTRAINT "attention_dealt_with_by_somebody" CHECK (("attention"."dealt_with_at" is null) = ("attention"."dealt_with_by" is null) and ("attention"."dealt_with_at" is null) = ("attention"."note" is null))
);
--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "intent_id" text;--> statement-breakpoint
ALTER TABLE "attention" ADD CONSTRAINT "attention_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attention" ADD CONSTRAINT "attention_dealt_with_by_users_id_fk" FOREIGN KEY ("dealt_with_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "attention_one_per_cause" ON "attention" USING btree ("order_id","kind","cause");--> statement-breakpoint
CREATE INDEX "attention_open" ON "attention" USING btree ("order_id") WHERE dealt_with_at is null;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_intent_id_intents_id_fk" FOREIGN KEY ("intent_id") REFERENCES "public"."intents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "refunds_under_way" ON "refunds" USING btree ("created_at") WHERE status in ('pending', 'requires_action');--> statement-breakpoint
-- What came about before there was a table for it would be seen by nobody.
INSERT INTO attention (id, order_id, kind, cause, amount, currency, since)
SELECT e.id, o.id, 'oversold', e.id, o.amount, o.currency, e.at
FROM order_events e JOIN orders o ON o.id = e.order_id WHERE e.type = 'oversold';
--> statement-breakpoint
INSERT INTO attention (id, order_id, kind, cause, amount, currency, since)
SELECT r.id, r.order_id, 'refund_failed', r.stripe_refund_id, r.amount, r.currency, r.updated_at
FROM refunds r WHERE r.status IN ('failed', 'canceled') AND r.stripe_refund_id IS NOT NULL;
