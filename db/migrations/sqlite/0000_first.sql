CREATE TABLE `attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`intent_id` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`card_id` text,
	`card_brand` text,
	`card_last4` text,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`key` text,
	`parameters` text,
	`outcome` text NOT NULL,
	`failure_ref` text,
	`failure_code` text,
	`decline_code` text,
	`advice_code` text,
	`request_id` text,
	`started_at` integer NOT NULL,
	`closed_at` integer,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`intent_id`) REFERENCES `intents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`card_id`) REFERENCES `cards`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attempts_key_with_parameters" CHECK(("attempts"."key" is null) = ("attempts"."kind" = 'browser') and ("attempts"."parameters" is null) = ("attempts"."kind" = 'browser'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attempts_key_unique` ON `attempts` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `attempts_numbered` ON `attempts` (`order_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `attempts_one_open` ON `attempts` (`order_id`) WHERE closed_at is null;--> statement-breakpoint
CREATE TABLE `card_setups` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`create_key` text NOT NULL,
	`create_parameters` text NOT NULL,
	`stripe_setup_intent_id` text,
	`card_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`card_id`) REFERENCES `cards`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `card_setups_create_key_unique` ON `card_setups` (`create_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `card_setups_stripe_setup_intent_id_unique` ON `card_setups` (`stripe_setup_intent_id`);--> statement-breakpoint
CREATE INDEX `card_setups_of_user` ON `card_setups` (`user_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `cards` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`stripe_payment_method_id` text NOT NULL,
	`brand` text NOT NULL,
	`last4` text NOT NULL,
	`exp_month` integer NOT NULL,
	`exp_year` integer NOT NULL,
	`funding` text NOT NULL,
	`country` text,
	`fingerprint` text,
	`redisplay` text NOT NULL,
	`setup_usage` text NOT NULL,
	`state` text NOT NULL,
	`is_default` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "cards_default_is_active" CHECK(not is_default or state = 'active')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cards_stripe_payment_method_id_unique` ON `cards` (`stripe_payment_method_id`);--> statement-breakpoint
CREATE INDEX `cards_of_user` ON `cards` (`user_id`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `cards_one_default` ON `cards` (`customer_id`) WHERE is_default;--> statement-breakpoint
CREATE UNIQUE INDEX `cards_one_tile_per_fingerprint` ON `cards` (`customer_id`,`fingerprint`) WHERE state = 'active';--> statement-breakpoint
CREATE TABLE `consents` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`version` text NOT NULL,
	`card_setup_id` text,
	`order_id` text,
	`card_id` text,
	`withdrawn_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`card_setup_id`) REFERENCES `card_setups`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`card_id`) REFERENCES `cards`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `consents_of_user` ON `consents` (`user_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `consents_one_per_setup` ON `consents` (`card_setup_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `consents_one_per_order` ON `consents` (`order_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `consents_one_per_card` ON `consents` (`card_id`);--> statement-breakpoint
CREATE TABLE `customers` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`stripe_account_id` text NOT NULL,
	`livemode` integer NOT NULL,
	`create_key` text NOT NULL,
	`create_parameters` text NOT NULL,
	`stripe_customer_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customers_create_key_unique` ON `customers` (`create_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `customers_stripe_customer_id_unique` ON `customers` (`stripe_customer_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `customers_one_per_user` ON `customers` (`user_id`,`stripe_account_id`,`livemode`);--> statement-breakpoint
CREATE TABLE `intents` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`create_key` text NOT NULL,
	`create_parameters` text NOT NULL,
	`stripe_intent_id` text,
	`saves_card` integer NOT NULL,
	`ended_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `intents_create_key_unique` ON `intents` (`create_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `intents_stripe_intent_id_unique` ON `intents` (`stripe_intent_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `intents_one_live` ON `intents` (`order_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `intents_of_order` ON `intents` (`order_id`);--> statement-breakpoint
CREATE TABLE `order_events` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`type` text NOT NULL,
	`data` text NOT NULL,
	`request_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `order_events_of_order` ON `order_events` (`order_id`,`at`);--> statement-breakpoint
CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`user_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`product_id` text NOT NULL,
	`purchase_id` text NOT NULL,
	`title` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`receipt_email` text NOT NULL,
	`payment_state` text NOT NULL,
	`refunded_amount` integer DEFAULT 0 NOT NULL,
	`dispute` text,
	`version` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`paid_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "orders_amount_is_positive" CHECK("orders"."amount" > 0),
	CONSTRAINT "orders_refund_within_amount" CHECK("orders"."refunded_amount" >= 0 and "orders"."refunded_amount" <= "orders"."amount")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_reference_unique` ON `orders` (`reference`);--> statement-breakpoint
CREATE UNIQUE INDEX `orders_one_per_purchase` ON `orders` (`user_id`,`purchase_id`);--> statement-breakpoint
CREATE INDEX `orders_of_user` ON `orders` (`user_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `orders_latest` ON `orders` (`created_at`);--> statement-breakpoint
CREATE TABLE `products` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`image` text NOT NULL,
	`alt` text NOT NULL,
	`year` integer NOT NULL,
	`dimensions` text NOT NULL,
	`edition` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`position` integer NOT NULL,
	`is_for_sale` integer NOT NULL,
	CONSTRAINT "products_amount_is_positive" CHECK("products"."amount" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `products_slug_unique` ON `products` (`slug`);--> statement-breakpoint
CREATE TABLE `rate_limits` (
	`key` text PRIMARY KEY NOT NULL,
	`points` integer NOT NULL,
	`expire` integer
);
--> statement-breakpoint
CREATE TABLE `sign_in_accounts` (
	`provider` text NOT NULL,
	`provider_account_id` text NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`provider`, `provider_account_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sign_in_accounts_user` ON `sign_in_accounts` (`user_id`);--> statement-breakpoint
CREATE TABLE `stripe_binding` (
	`id` text PRIMARY KEY NOT NULL,
	`stripe_account_id` text NOT NULL,
	`livemode` integer NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "stripe_binding_one_row" CHECK("stripe_binding"."id" = 'only')
);
--> statement-breakpoint
CREATE TABLE `stripe_calls` (
	`key` text PRIMARY KEY NOT NULL,
	`operation` text NOT NULL,
	`target` text NOT NULL,
	`parameters` text NOT NULL,
	`due_at` integer,
	`claimed_until` integer,
	`tries` integer DEFAULT 0 NOT NULL,
	`last_error` text,
	`finished_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `stripe_calls_due` ON `stripe_calls` (`due_at`) WHERE finished_at is null;--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`password_hash` text,
	`session_epoch` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `webhook_events` (
	`stripe_event_id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`api_version` text,
	`livemode` integer NOT NULL,
	`payload` text NOT NULL,
	`received_at` integer NOT NULL,
	`processed_at` integer,
	`tries` integer DEFAULT 0 NOT NULL,
	`note` text
);
--> statement-breakpoint
CREATE INDEX `webhook_events_unprocessed` ON `webhook_events` (`received_at`) WHERE processed_at is null;