CREATE TABLE `attention` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`kind` text NOT NULL,
	`cause` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`since` integer NOT NULL,
	`dealt_with_at` integer,
	`dealt_with_by` text,
	`note` text,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`dealt_with_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attention_dealt_with_by_somebody" CHECK(("attention"."dealt_with_at" is null) = ("attention"."dealt_with_by" is null) and ("attention"."dealt_with_at" is null) = ("attention"."note" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attention_one_per_cause` ON `attention` (`order_id`,`kind`,`cause`);--> statement-breakpoint
CREATE INDEX `attention_open` ON `attention` (`order_id`) WHERE dealt_with_at is null;--> statement-breakpoint
ALTER TABLE `refunds` ADD `intent_id` text REFERENCES intents(id);--> statement-breakpoint
CREATE INDEX `refunds_under_way` ON `refunds` (`created_at`) WHERE status in ('pending', 'requires_action');--> statement-breakpoint
-- What came about before there was a table for it would be seen by nobody.
INSERT INTO attention (id, order_id, kind, cause, amount, currency, since)
SELECT e.id, o.id, 'oversold', e.id, o.amount, o.currency, e.at
FROM order_events e JOIN orders o ON o.id = e.order_id WHERE e.type = 'oversold';
--> statement-breakpoint
INSERT INTO attention (id, order_id, kind, cause, amount, currency, since)
SELECT r.id, r.order_id, 'refund_failed', r.stripe_refund_id, r.amount, r.currency, r.updated_at
FROM refunds r WHERE r.status IN ('failed', 'canceled') AND r.stripe_refund_id IS NOT NULL;
