CREATE TABLE `email_tokens` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`purpose` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `email_tokens_of_user` ON `email_tokens` (`user_id`);--> statement-breakpoint
CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`order_id` text,
	`kind` text NOT NULL,
	`news_key` text NOT NULL,
	`recipient` text NOT NULL,
	`data` text NOT NULL,
	`due_at` integer,
	`claimed_until` integer,
	`tries` integer DEFAULT 0 NOT NULL,
	`last_error` text,
	`sent_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mails_news_key_unique` ON `mails` (`news_key`);--> statement-breakpoint
CREATE INDEX `mails_due` ON `mails` (`due_at`) WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX `mails_of_order` ON `mails` (`order_id`);--> statement-breakpoint
CREATE INDEX `mails_latest` ON `mails` (`created_at`);--> statement-breakpoint
CREATE TABLE `staff_actions` (
	`id` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`action` text NOT NULL,
	`order_id` text,
	`stripe_event_id` text,
	`data` text NOT NULL,
	`request_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`stripe_event_id`) REFERENCES `webhook_events`(`stripe_event_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `staff_actions_of_order` ON `staff_actions` (`order_id`,`at`);--> statement-breakpoint
CREATE INDEX `staff_actions_latest` ON `staff_actions` (`at`);--> statement-breakpoint
DROP INDEX `consents_one_per_order`;--> statement-breakpoint
CREATE UNIQUE INDEX `consents_one_per_order` ON `consents` (`order_id`,`kind`);--> statement-breakpoint
DROP INDEX `orders_latest`;--> statement-breakpoint
ALTER TABLE `orders` ADD `is_preorder` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `orders` ADD `scheduled_card_id` text REFERENCES cards(id);--> statement-breakpoint
ALTER TABLE `orders` ADD `ship_by` integer;--> statement-breakpoint
ALTER TABLE `orders` ADD `shipped_at` integer;--> statement-breakpoint
ALTER TABLE `orders` ADD `next_charge_at` integer;--> statement-breakpoint
CREATE INDEX `orders_by_state` ON `orders` (`payment_state`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `orders_refunded` ON `orders` (`created_at`,`id`) WHERE refunded_amount > 0;--> statement-breakpoint
CREATE INDEX `orders_disputed` ON `orders` (`created_at`,`id`) WHERE dispute is not null;--> statement-breakpoint
CREATE INDEX `orders_charge_due` ON `orders` (`next_charge_at`) WHERE next_charge_at is not null;--> statement-breakpoint
CREATE INDEX `orders_with_scheduled_card` ON `orders` (`scheduled_card_id`);--> statement-breakpoint
CREATE INDEX `orders_latest` ON `orders` (`created_at`,`id`);--> statement-breakpoint
ALTER TABLE `attempts` ADD `is_off_session` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `card_setups` ADD `order_id` text REFERENCES orders(id);--> statement-breakpoint
CREATE INDEX `card_setups_of_order` ON `card_setups` (`order_id`);--> statement-breakpoint
ALTER TABLE `products` ADD `ships_within_days` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `email_verified_at` integer;