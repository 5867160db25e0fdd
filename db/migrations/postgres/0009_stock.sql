ALTER TABLE "intents" ADD COLUMN "secret_is_out" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "copy_held_since" bigint;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "copies_per_person" integer DEFAULT 2 NOT NULL;--> statement-breakpoint
-- Pre-orders whose charge was finally declined before copies went back: theirs go an hour after their last change.
UPDATE orders SET copy_held_since = updated_at
WHERE payment_state = 'declined' AND holds_stock AND next_charge_at IS NULL AND scheduled_card_id IS NOT NULL
  AND NOT EXISTS (
    SELECT 1 FROM attempts a
    WHERE a.order_id = orders.id
      AND a.number = (SELECT max(b.number) FROM attempts b WHERE b.order_id = orders.id)
      AND (a.failure_code = 'authentication_required' OR coalesce(a.decline_code, '') = 'authentication_required')
  );
