CREATE TABLE `link_code` (
	`round_id` text NOT NULL,
	`response_id` blob NOT NULL,
	`element1` blob,
	`element2` blob,
	`element3` blob,
	`element4` blob,
	`element5` blob,
	`element6` blob,
	`element7` blob,
	PRIMARY KEY(`round_id`, `response_id`),
	FOREIGN KEY (`round_id`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `own_instrument` (
	`id` text PRIMARY KEY NOT NULL,
	`document` text NOT NULL,
	`revision` integer DEFAULT 0 NOT NULL,
	`created_by` text,
	`changed_on` text NOT NULL,
	`archived_on` text,
	FOREIGN KEY (`created_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE TABLE `turnout` (
	`wave_id` text NOT NULL,
	`class_id` text NOT NULL,
	`opted_out` integer DEFAULT 0 NOT NULL,
	`absent` integer DEFAULT 0 NOT NULL,
	`declined` integer DEFAULT 0 NOT NULL,
	`unable` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`wave_id`, `class_id`),
	FOREIGN KEY (`wave_id`) REFERENCES `wave`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`class_id`) REFERENCES `school_class`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `wave_school` (
	`wave_id` text NOT NULL,
	`school_id` text NOT NULL,
	PRIMARY KEY(`wave_id`, `school_id`),
	FOREIGN KEY (`wave_id`) REFERENCES `wave`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `code_sheet` ADD `used` integer;--> statement-breakpoint
ALTER TABLE `round` ADD `codes_gone_on` text;--> statement-breakpoint
ALTER TABLE `study` ADD `purpose` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `study` ADD `responsible` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `study` ADD `contact` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `study` ADD `consent` text DEFAULT 'opt-out' NOT NULL;--> statement-breakpoint
ALTER TABLE `study` ADD `decides_alone` integer DEFAULT 16 NOT NULL;--> statement-breakpoint
ALTER TABLE `study` ADD `link_set` text DEFAULT 'standard' NOT NULL;--> statement-breakpoint
ALTER TABLE `study` ADD `key_destroyed_on` text;--> statement-breakpoint
ALTER TABLE `study` ADD `key_gone_on` text;--> statement-breakpoint
ALTER TABLE `study` ADD `responses_deleted_on` text;--> statement-breakpoint
ALTER TABLE `study` ADD `responses_gone_on` text;--> statement-breakpoint
ALTER TABLE `wave` ADD `languages` text DEFAULT '["nb","nn","en"]' NOT NULL;--> statement-breakpoint
ALTER TABLE `wave` ADD `grades` text DEFAULT '[8,9,10]' NOT NULL;--> statement-breakpoint
ALTER TABLE `wave` ADD `released_on` text;--> statement-breakpoint
INSERT INTO `wave_school` (`wave_id`, `school_id`) SELECT `wave`.`id`, `study_school`.`school_id` FROM `wave` JOIN `study_school` ON `study_school`.`study_id` = `wave`.`study_id`;
