CREATE INDEX `cards_of_customer` ON `cards` (`customer_id`);--> statement-breakpoint
CREATE INDEX `customers_of_user` ON `customers` (`user_id`);--> statement-breakpoint
CREATE INDEX `mails_of_user` ON `mails` (`user_id`);--> statement-breakpoint
CREATE INDEX `staff_actions_of_staff` ON `staff_actions` (`staff_id`);--> statement-breakpoint
CREATE INDEX `stripe_calls_of_target` ON `stripe_calls` (`target`);