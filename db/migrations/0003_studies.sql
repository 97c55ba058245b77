CREATE TABLE `allocation` (
	`study_id` text NOT NULL,
	`number` integer NOT NULL,
	`record` text NOT NULL,
	`hash` text NOT NULL,
	`drawn_on` text NOT NULL,
	`drawn_by` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`study_id`, `number`),
	FOREIGN KEY (`study_id`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `harm_look` (
	`study_id` text NOT NULL,
	`wave_number` integer NOT NULL,
	`looked_on` text NOT NULL,
	`results` text NOT NULL,
	`decision` text,
	`reason` text DEFAULT '' NOT NULL,
	`decided_on` text,
	`decided_by` text,
	PRIMARY KEY(`study_id`, `wave_number`),
	FOREIGN KEY (`study_id`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `lesson_freeze` (
	`id` text PRIMARY KEY NOT NULL,
	`lesson_id` text NOT NULL,
	`study_id` text,
	`frozen_on` text NOT NULL,
	`frozen_by` text NOT NULL,
	`reason` text NOT NULL,
	`lifted_on` text,
	`lifted_by` text,
	`lift_reason` text,
	FOREIGN KEY (`study_id`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE TABLE `linkage` (
	`study_id` text PRIMARY KEY NOT NULL,
	`made_on` text NOT NULL,
	`report` text NOT NULL,
	FOREIGN KEY (`study_id`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `panel_member` (
	`round_id` text NOT NULL,
	`response_id` blob NOT NULL,
	`panel_id` blob NOT NULL,
	PRIMARY KEY(`round_id`, `response_id`),
	FOREIGN KEY (`round_id`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `plan_version` (
	`study_id` text NOT NULL,
	`number` integer NOT NULL,
	`document` text NOT NULL,
	`hash` text NOT NULL,
	`frozen_on` text NOT NULL,
	`frozen_by` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`seen` text DEFAULT 'nothing' NOT NULL,
	PRIMARY KEY(`study_id`, `number`),
	FOREIGN KEY (`study_id`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
DROP TABLE `link_code`;--> statement-breakpoint
CREATE TABLE `link_code` (
	`round_id` text NOT NULL,
	`response_id` blob NOT NULL,
	`sealed` blob NOT NULL,
	PRIMARY KEY(`round_id`, `response_id`),
	FOREIGN KEY (`round_id`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;--> statement-breakpoint
ALTER TABLE `study` ADD `design` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `study` ADD `design_revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `study` ADD `harm_monitor_id` text REFERENCES user(id) ON DELETE set null;--> statement-breakpoint
ALTER TABLE `study` ADD `unblinded_on` text;--> statement-breakpoint
ALTER TABLE `study_school` ADD `stratum` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `study_school` ADD `left_on` text;--> statement-breakpoint
UPDATE `response` SET `locale` = 'other' WHERE `locale` NOT IN ('nb', 'nn', 'en');
