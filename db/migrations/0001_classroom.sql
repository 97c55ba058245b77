CREATE TABLE `class_session` (
	`id` text PRIMARY KEY NOT NULL,
	`join_code` text NOT NULL,
	`lesson_id` text NOT NULL,
	`teacher_id` text NOT NULL,
	`class_id` text,
	`variants` text NOT NULL,
	`status` text NOT NULL,
	`locked` integer DEFAULT false NOT NULL,
	`step` integer DEFAULT 0 NOT NULL,
	`revealed` text DEFAULT '[]' NOT NULL,
	`revision` integer DEFAULT 0 NOT NULL,
	`seat_cap` integer NOT NULL,
	`started_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`teacher_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`class_id`) REFERENCES `school_class`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `class_session_joinCode_unique` ON `class_session` (`join_code`);--> statement-breakpoint
CREATE INDEX `class_session_expiry` ON `class_session` (`expires_at`);--> statement-breakpoint
CREATE TABLE `course_completion` (
	`user_id` text NOT NULL,
	`course_id` text NOT NULL,
	`completed_on` text NOT NULL,
	PRIMARY KEY(`user_id`, `course_id`),
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `delivery` (
	`id` text PRIMARY KEY NOT NULL,
	`class_id` text NOT NULL,
	`lesson_id` text NOT NULL,
	`lesson_reviewed` text NOT NULL,
	`delivered_on` text NOT NULL,
	`teacher_id` text,
	`steps_done` text NOT NULL,
	`variants` text NOT NULL,
	`minutes` integer NOT NULL,
	`way` text NOT NULL,
	`pupils` integer,
	`engagement` integer,
	`remarks` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`class_id`) REFERENCES `school_class`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`teacher_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `delivery_class` ON `delivery` (`class_id`,`delivered_on`);--> statement-breakpoint
CREATE TABLE `live_answer` (
	`session_id` text NOT NULL,
	`question` text NOT NULL,
	`key_hash` blob NOT NULL,
	`value` integer NOT NULL,
	PRIMARY KEY(`session_id`, `question`, `key_hash`),
	FOREIGN KEY (`session_id`) REFERENCES `class_session`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `passkey` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text,
	`public_key` text NOT NULL,
	`user_id` text NOT NULL,
	`credential_id` text NOT NULL,
	`counter` integer NOT NULL,
	`device_type` text NOT NULL,
	`backed_up` integer NOT NULL,
	`transports` text,
	`created_at` integer,
	`aaguid` text,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `passkey_user` ON `passkey` (`user_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `passkey_credential` ON `passkey` (`credential_id`);--> statement-breakpoint
CREATE TABLE `planned_lesson` (
	`id` text PRIMARY KEY NOT NULL,
	`class_id` text NOT NULL,
	`lesson_id` text NOT NULL,
	`week` text NOT NULL,
	`booster` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`class_id`) REFERENCES `school_class`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `planned_lesson_once` ON `planned_lesson` (`class_id`,`lesson_id`,`week`);--> statement-breakpoint
CREATE TABLE `seat` (
	`session_id` text NOT NULL,
	`key_hash` blob NOT NULL,
	PRIMARY KEY(`session_id`, `key_hash`),
	FOREIGN KEY (`session_id`) REFERENCES `class_session`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `school_class` ADD `school_year` integer DEFAULT 2026 NOT NULL;--> statement-breakpoint
ALTER TABLE `school_class` ADD `programme_id` text;--> statement-breakpoint
ALTER TABLE `school_class` ADD `archived_on` text;--> statement-breakpoint
ALTER TABLE `user` ADD `provider_name` text;--> statement-breakpoint
CREATE UNIQUE INDEX `user_providerName_unique` ON `user` (`provider_name`);