import { cronJobs } from "convex/server";
import { internal } from "./_generated/api";

/** In UTC. Each runs through `operator/cronRuns.run`, which keeps when it ran and what went wrong; see shared/crons.ts. */
const crons = cronJobs();

crons.cron("Send mail", "*/5 * * * *", internal.operator.cronRuns.run, { name: "Send mail" });
crons.cron("Daily digest", "0 * * * *", internal.operator.cronRuns.run, { name: "Daily digest" });
crons.cron("Weekly report", "0 * * * *", internal.operator.cronRuns.run, { name: "Weekly report" });
crons.cron("Mail mentions", "*/5 * * * *", internal.operator.cronRuns.run, { name: "Mail mentions" });
crons.cron("Categorise pending tasks", "*/5 * * * *", internal.operator.cronRuns.run, {
  name: "Categorise pending tasks",
});
crons.cron("Retry webhooks", "*/5 * * * *", internal.operator.cronRuns.run, { name: "Retry webhooks" });
crons.cron("Notice who has left", "* * * * *", internal.operator.cronRuns.run, {
  name: "Notice who has left",
});
crons.cron("Send later", "*/5 * * * *", internal.operator.cronRuns.run, { name: "Send later" });
crons.cron("Send pushes", "*/5 * * * *", internal.operator.cronRuns.run, { name: "Send pushes" });
crons.cron("Repeat tasks", "*/5 * * * *", internal.operator.cronRuns.run, { name: "Repeat tasks" });
crons.cron("Run automations", "*/5 * * * *", internal.operator.cronRuns.run, { name: "Run automations" });
crons.cron("Tidy boards", "0 * * * *", internal.operator.cronRuns.run, { name: "Tidy boards" });
crons.cron("Count boards", "0 * * * *", internal.operator.cronRuns.run, { name: "Count boards" });
crons.cron("Clean up", "0 */2 * * *", internal.operator.cronRuns.run, { name: "Clean up" });

export default crons;
