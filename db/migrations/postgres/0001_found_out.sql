CREATE TABLE "disputes" (
	"stripe_dispute_id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"evidence_due_at" bigint,
	"opened_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_cursors" (
	"name" text PRIMARY KEY NOT NULL,
	"read_until" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leases" (
	"name" text PRIMARY KEY NOT NULL,
	"holder" text NOT NULL,
	"until" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"id" text PRIMARY KEY NOT NULL,
	"started_by" text NOT NULL,
	"started_at" bigint NOT NULL,
	"finished_at" bigint,
	"report" jsonb,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"request_id" text,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"failure_reason" text,
	"key" text,
	"parameters" jsonb,
	"stripe_refund_id" text,
	"staff_id" text,
	"next_look_at" bigint,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "refunds_request_id_unique" UNIQUE("request_id"),
	CONSTRAINT "refunds_key_unique" UNIQUE("key"),
	CONSTRAINT "refunds_stripe_refund_id_unique" UNIQUE("stripe_refund_id"),
	CONSTRAINT "refunds_amount_is_positive" CHECK ("refunds"."amount" > 0),
	CONSTRAINT "refunds_key_with_parameters" CHECK (("refunds"."key" is null) = ("refunds"."parameters" is null))
);
--> statement-breakpoint
CREATE TABLE "stock" (
	"product_id" text PRIMARY KEY NOT NULL,
	"total" integer NOT NULL,
	"available" integer NOT NULL,
	CONSTRAINT "stock_within_edition" CHECK ("stock"."available" >= 0 and "stock"."available" <= "stock"."total")
);
--> statement-breakpoint
DROP INDEX "customers_one_per_user";--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "next_look_at" bigint;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "deleted_at" bigint;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "holds_stock" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_events" ADD COLUMN "next_try_at" bigint;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_staff_id_users_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock" ADD CONSTRAINT "stock_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disputes_of_order" ON "disputes" USING btree ("order_id","opened_at");--> statement-breakpoint
CREATE INDEX "reconciliations_latest" ON "reconciliations" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "refunds_of_order" ON "refunds" USING btree ("order_id","created_at");--> statement-breakpoint
CREATE INDEX "refunds_unanswered" ON "refunds" USING btree ("created_at") WHERE status in ('sending', 'unknown');--> statement-breakpoint
CREATE INDEX "orders_unpaid" ON "orders" USING btree ("updated_at") WHERE payment_state in ('awaiting_payment', 'authenticating', 'declined');--> statement-breakpoint
CREATE INDEX "webhook_events_due" ON "webhook_events" USING btree ("next_try_at") WHERE next_try_at is not null;--> statement-breakpoint
CREATE INDEX "webhook_events_latest" ON "webhook_events" USING btree ("received_at","stripe_event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "customers_one_per_user" ON "customers" USING btree ("user_id","stripe_account_id","livemode") WHERE deleted_at is null;
--> statement-breakpoint
-- Orders that are not canceled have a copy already.
UPDATE orders SET holds_stock = true WHERE payment_state <> 'canceled' AND product_id IN (SELECT p.id FROM products p WHERE jsonb_typeof(p.edition) = 'object');
--> statement-breakpoint
INSERT INTO stock (product_id, total, available)
SELECT p.id, (p.edition->>'limitedTo')::integer, greatest((p.edition->>'limitedTo')::integer - (SELECT count(*) FROM orders o WHERE o.product_id = p.id AND o.holds_stock), 0)
FROM products p WHERE jsonb_typeof(p.edition) = 'object';
