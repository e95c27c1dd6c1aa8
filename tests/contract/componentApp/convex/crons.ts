import { cronJobs } from "convex/server";
import { internal } from "./_generated/api";

const crons = cronJobs();
crons.interval("tick; then tock", { hours: 1 }, internal.counting.tick);
export default crons;
