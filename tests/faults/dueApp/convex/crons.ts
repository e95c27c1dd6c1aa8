import { cronJobs, makeFunctionReference } from "convex/server";

const tick = makeFunctionReference<"mutation">("due:tick");
const tack = makeFunctionReference<"action">("due:tack");

const crons = cronJobs();
crons.interval("hourly", { hours: 1 }, tick, { cron: "hourly" });
crons.cron("leap day", "0 0 29 2 *", tick, { cron: "leap day" });
crons.interval("hourly action", { hours: 1 }, tack, { cron: "hourly action" });
export default crons;
