CREATE TABLE `daily_sums` (
	`day` text NOT NULL,
	`currency` text NOT NULL,
	`paid_count` integer NOT NULL,
	`paid_amount` integer NOT NULL,
	`refunded_count` integer NOT NULL,
	`refunded_amount` integer NOT NULL,
	`failed_count` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`day`, `currency`)
);
--> statement-breakpoint
CREATE TABLE `notes` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`order_id` text,
	`staff_id` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notes_of_user` ON `notes` (`user_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `notes_of_order` ON `notes` (`order_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `notes_of_staff` ON `notes` (`staff_id`);--> statement-breakpoint
CREATE TABLE `sum_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`day` text NOT NULL,
	`currency` text NOT NULL,
	`paid_count` integer NOT NULL,
	`paid_amount` integer NOT NULL,
	`refunded_count` integer NOT NULL,
	`refunded_amount` integer NOT NULL,
	`failed_count` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sum_changes_of_day` ON `sum_changes` (`day`);--> statement-breakpoint
CREATE INDEX `attempts_ended` ON `attempts` (`closed_at`) WHERE outcome in ('succeeded', 'declined');--> statement-breakpoint
CREATE INDEX `orders_refunded_whole` ON `orders` (`created_at`,`id`) WHERE refunded_amount >= amount;--> statement-breakpoint
CREATE INDEX `orders_refunded_partly` ON `orders` (`created_at`,`id`) WHERE refunded_amount > 0 and refunded_amount < amount;--> statement-breakpoint
CREATE INDEX `refunds_given` ON `refunds` (`created_at`) WHERE status in ('pending', 'requires_action', 'succeeded');