/** What waits for its person or for its time, which one page shows. */
export { Drafts } from "../drafts/Drafts";
export { Reminders } from "../reminders/Reminders";
export { ScheduledMessages } from "./ScheduledMessages";
