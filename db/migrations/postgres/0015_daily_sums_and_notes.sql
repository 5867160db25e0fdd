CREATE TABLE "daily_sums" (
	"day" text NOT NULL,
	"currency" text NOT NULL,
	"paid_count" integer NOT NULL,
	"paid_amount" bigint NOT NULL,
	"refunded_count" integer NOT NULL,
	"refunded_amount" bigint NOT NULL,
	"failed_count" integer NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "daily_sums_pk" PRIMARY KEY("day","currency")
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"order_id" text,
	"staff_id" text NOT NULL,
	"text" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sum_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"day" text NOT NULL,
	"currency" text NOT NULL,
	"paid_count" integer NOT NULL,
	"paid_amount" bigint NOT NULL,
	"refunded_count" integer NOT NULL,
	"refunded_amount" bigint NOT NULL,
	"failed_count" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_staff_id_users_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notes_of_user" ON "notes" USING btree ("user_id","created_at","id");--> statement-breakpoint
CREATE INDEX "notes_of_order" ON "notes" USING btree ("order_id","created_at","id");--> statement-breakpoint
CREATE INDEX "notes_of_staff" ON "notes" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "sum_changes_of_day" ON "sum_changes" USING btree ("day");--> statement-breakpoint
CREATE INDEX "attempts_ended" ON "attempts" USING btree ("closed_at") WHERE outcome in ('succeeded', 'declined');--> statement-breakpoint
CREATE INDEX "orders_refunded_whole" ON "orders" USING btree ("created_at","id") WHERE refunded_amount >= amount;--> statement-breakpoint
CREATE INDEX "orders_refunded_partly" ON "orders" USING btree ("created_at","id") WHERE refunded_amount > 0 and refunded_amount < amount;--> statement-breakpoint
CREATE INDEX "refunds_given" ON "refunds" USING btree ("created_at") WHERE status in ('pending', 'requires_action', 'succeeded');