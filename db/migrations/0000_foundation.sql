CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `audit` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_at` ON `audit` (`at`);--> statement-breakpoint
CREATE TABLE `code_sheet` (
	`id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`class_id` text NOT NULL,
	`issued_on` text NOT NULL,
	`issued` integer NOT NULL,
	`revoked` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`class_id`) REFERENCES `school_class`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `code_sheet_round` ON `code_sheet` (`round_id`);--> statement-breakpoint
CREATE TABLE `instrument_version` (
	`hash` text PRIMARY KEY NOT NULL,
	`instrument_id` text NOT NULL,
	`document` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `membership` (
	`user_id` text NOT NULL,
	`school_id` text NOT NULL,
	PRIMARY KEY(`user_id`, `school_id`),
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `participation_code` (
	`mac` blob PRIMARY KEY NOT NULL,
	`sheet_id` text NOT NULL,
	`spent_by` blob,
	FOREIGN KEY (`sheet_id`) REFERENCES `code_sheet`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `participation_code_sheet` ON `participation_code` (`sheet_id`,`spent_by`);--> statement-breakpoint
CREATE TABLE `response` (
	`round_id` text NOT NULL,
	`id` blob NOT NULL,
	`instrument_hash` text NOT NULL,
	`locale` text NOT NULL,
	`answers` text NOT NULL,
	`flags` text NOT NULL,
	PRIMARY KEY(`round_id`, `id`),
	FOREIGN KEY (`round_id`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`instrument_hash`) REFERENCES `instrument_version`(`hash`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "response_answers" CHECK(json_valid("response"."answers")),
	CONSTRAINT "response_flags" CHECK(json_valid("response"."flags"))
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `round` (
	`id` text PRIMARY KEY NOT NULL,
	`wave_id` text NOT NULL,
	`school_id` text NOT NULL,
	`cohort` integer NOT NULL,
	`respondent` text NOT NULL,
	`instrument_hash` text NOT NULL,
	`status` text DEFAULT 'open' NOT NULL,
	`opened_on` text NOT NULL,
	`closed_on` text,
	`public_key` text NOT NULL,
	`fingerprint` text NOT NULL,
	`private_key` blob,
	FOREIGN KEY (`wave_id`) REFERENCES `wave`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`instrument_hash`) REFERENCES `instrument_version`(`hash`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "round_key" CHECK("round"."status" = 'open' or "round"."private_key" is null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `round_fingerprint_unique` ON `round` (`fingerprint`);--> statement-breakpoint
CREATE UNIQUE INDEX `round_stratum` ON `round` (`wave_id`,`school_id`,`cohort`,`respondent`);--> statement-breakpoint
CREATE TABLE `school` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`municipality` text NOT NULL,
	`simulated` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE `school_class` (
	`id` text PRIMARY KEY NOT NULL,
	`school_id` text NOT NULL,
	`label` text NOT NULL,
	`grade` integer NOT NULL,
	`cohort` integer NOT NULL,
	`size` integer NOT NULL,
	`teacher_id` text,
	FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`teacher_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `school_class_school` ON `school_class` (`school_id`);--> statement-breakpoint
CREATE INDEX `school_class_teacher` ON `school_class` (`teacher_id`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token_unique` ON `session` (`token`);--> statement-breakpoint
CREATE TABLE `spent_token` (
	`round_id` text NOT NULL,
	`hash` blob NOT NULL,
	PRIMARY KEY(`round_id`, `hash`),
	FOREIGN KEY (`round_id`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `study` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`mode` text DEFAULT 'anonymous' NOT NULL,
	`simulated` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE `study_school` (
	`study_id` text NOT NULL,
	`school_id` text NOT NULL,
	PRIMARY KEY(`study_id`, `school_id`),
	FOREIGN KEY (`study_id`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`role` text DEFAULT 'teacher' NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `wave` (
	`id` text PRIMARY KEY NOT NULL,
	`study_id` text NOT NULL,
	`number` integer NOT NULL,
	`instrument_id` text NOT NULL,
	`opens_on` text NOT NULL,
	`closes_on` text NOT NULL,
	FOREIGN KEY (`study_id`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE cascade
);
