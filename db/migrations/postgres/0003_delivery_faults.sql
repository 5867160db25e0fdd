CREATE TABLE "delivery_faults" (
	"kind" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"first_at" bigint NOT NULL,
	"last_at" bigint NOT NULL,
	"detail" text
);
