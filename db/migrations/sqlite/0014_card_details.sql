ALTER TABLE `cards` ADD `billing` text;--> statement-breakpoint
ALTER TABLE `cards` ADD `nickname` text;--> statement-breakpoint
CREATE INDEX `attempts_of_card` ON `attempts` (`card_id`,`started_at`);