import { translated } from "../../language";

/** What waits for its person or for its time: drafts, messages to be sent, reminders. */
export const later = translated("later", {
  parts: { drafts: "Drafts", scheduled: "Scheduled", reminders: "Reminders" },
  part: "What is shown",
  noDrafts: "No drafts",
  noDraftsWhy: "What you type and don’t send waits here, on all your devices.",
  draftRemoved: "Draft deleted",
  removeDraft: (place: string) => `Delete the draft for ${place}`,
  taskDraft: "A task",
  threadIn: (place: string) => `Thread in ${place}`,
  lostPlace: "A channel you’re not in",
  somewhere: "A conversation",
  noText: "No text",
});
