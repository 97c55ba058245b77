DROP TABLE `link_code`;--> statement-breakpoint
CREATE TABLE `link_code` (
	`round_id` text NOT NULL,
	`response_id` blob NOT NULL,
	`sealed` blob NOT NULL,
	PRIMARY KEY(`round_id`, `response_id`),
	FOREIGN KEY (`round_id`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
