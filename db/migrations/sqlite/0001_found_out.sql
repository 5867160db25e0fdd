CREATE TABLE `disputes` (
	`stripe_dispute_id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`reason` text NOT NULL,
	`status` text NOT NULL,
	`evidence_due_at` integer,
	`opened_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `disputes_of_order` ON `disputes` (`order_id`,`opened_at`);--> statement-breakpoint
CREATE TABLE `event_cursors` (
	`name` text PRIMARY KEY NOT NULL,
	`read_until` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `leases` (
	`name` text PRIMARY KEY NOT NULL,
	`holder` text NOT NULL,
	`until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `reconciliations` (
	`id` text PRIMARY KEY NOT NULL,
	`started_by` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`report` text,
	`error` text
);
--> statement-breakpoint
CREATE INDEX `reconciliations_latest` ON `reconciliations` (`started_at`);--> statement-breakpoint
CREATE TABLE `refunds` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`request_id` text,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`reason` text NOT NULL,
	`status` text NOT NULL,
	`failure_reason` text,
	`key` text,
	`parameters` text,
	`stripe_refund_id` text,
	`staff_id` text,
	`next_look_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "refunds_amount_is_positive" CHECK("refunds"."amount" > 0),
	CONSTRAINT "refunds_key_with_parameters" CHECK(("refunds"."key" is null) = ("refunds"."parameters" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `refunds_request_id_unique` ON `refunds` (`request_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `refunds_key_unique` ON `refunds` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `refunds_stripe_refund_id_unique` ON `refunds` (`stripe_refund_id`);--> statement-breakpoint
CREATE INDEX `refunds_of_order` ON `refunds` (`order_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `refunds_unanswered` ON `refunds` (`created_at`) WHERE status in ('sending', 'unknown');--> statement-breakpoint
CREATE TABLE `stock` (
	`product_id` text PRIMARY KEY NOT NULL,
	`total` integer NOT NULL,
	`available` integer NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "stock_within_edition" CHECK("stock"."available" >= 0 and "stock"."available" <= "stock"."total")
);
--> statement-breakpoint
DROP INDEX `customers_one_per_user`;--> statement-breakpoint
ALTER TABLE `customers` ADD `deleted_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `customers_one_per_user` ON `customers` (`user_id`,`stripe_account_id`,`livemode`) WHERE deleted_at is null;--> statement-breakpoint
ALTER TABLE `attempts` ADD `next_look_at` integer;--> statement-breakpoint
ALTER TABLE `orders` ADD `holds_stock` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `orders_unpaid` ON `orders` (`updated_at`) WHERE payment_state in ('awaiting_payment', 'authenticating', 'declined');--> statement-breakpoint
ALTER TABLE `webhook_events` ADD `next_try_at` integer;--> statement-breakpoint
CREATE INDEX `webhook_events_due` ON `webhook_events` (`next_try_at`) WHERE next_try_at is not null;--> statement-breakpoint
CREATE INDEX `webhook_events_latest` ON `webhook_events` (`received_at`,`stripe_event_id`);
--> statement-breakpoint
-- Orders that are not canceled have a copy already.
UPDATE orders SET holds_stock = 1 WHERE payment_state <> 'canceled' AND product_id IN (SELECT p.id FROM products p WHERE p.edition like '{%');
--> statement-breakpoint
INSERT INTO stock (product_id, total, available)
SELECT p.id, json_extract(p.edition, '$.limitedTo'), max(json_extract(p.edition, '$.limitedTo') - (SELECT count(*) FROM orders o WHERE o.product_id = p.id AND o.holds_stock), 0)
FROM products p WHERE p.edition like '{%';
