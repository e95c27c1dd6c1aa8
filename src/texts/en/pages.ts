import { translated } from "../language";

export const pages = translated("pages", {
  weeks: { this: "This week", last: "Last week" },
  loadingChannel: "Loading the channel…",
  youAreAlone: "You’re the only one here so far.",
  askAdmin: "Ask an admin of your workspace if you need access.",
  adminsOnly: "Only admins can see this",
  previewEmail: "Preview email",
  schedule: "Schedule",
  week: "Week",
  noChannelsYetNext: "Create one to start talking.",
  noChannelsYet: "No channels yet",
});
