ALTER TABLE `mails` ADD `held_back` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `emptied_at` integer;--> statement-breakpoint
CREATE INDEX `mails_to_empty` ON `mails` (`created_at`) WHERE emptied_at is null;--> statement-breakpoint
ALTER TABLE `users` ADD `erased_at` integer;--> statement-breakpoint
ALTER TABLE `webhook_events` ADD `emptied_at` integer;--> statement-breakpoint
CREATE INDEX `webhook_events_to_empty` ON `webhook_events` (`processed_at`) WHERE processed_at is not null and emptied_at is null;--> statement-breakpoint
CREATE INDEX `card_setups_without_card` ON `card_setups` (`created_at`) WHERE card_id is null;--> statement-breakpoint
CREATE INDEX `customers_to_empty` ON `customers` (`created_at`) WHERE create_parameters <> '{}';--> statement-breakpoint
CREATE INDEX `email_tokens_over` ON `email_tokens` (`expires_at`);--> statement-breakpoint
CREATE INDEX `rate_limits_over` ON `rate_limits` (`expire`);--> statement-breakpoint
CREATE INDEX `stripe_calls_finished` ON `stripe_calls` (`finished_at`) WHERE finished_at is not null;