CREATE TABLE `delivery_faults` (
	`kind` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`detail` text
);
