ALTER TABLE "orders" ADD COLUMN "sent_at" bigint;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "tracking_url" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "sent_unrecorded" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- Nobody wrote down what of these was sent: they are no work that waits, and nobody is told of them.
UPDATE orders SET sent_unrecorded = true WHERE payment_state = 'paid';--> statement-breakpoint
CREATE INDEX "orders_to_send" ON "orders" USING btree ("paid_at","id") WHERE paid_at is not null and sent_at is null and not sent_unrecorded and refunded_amount < amount and (dispute is null or dispute <> 'lost');--> statement-breakpoint
CREATE INDEX "orders_sent" ON "orders" USING btree ("sent_at","id") WHERE sent_at is not null;