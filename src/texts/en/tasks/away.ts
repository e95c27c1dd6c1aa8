import { translated } from "../../language";

/** What is off the boards. */
export const away = translated("away", {
  open: "Archive and trash",
  show: "Show",
  archived: "Archived",
  deleted: "Deleted",
  none: { archived: "Nothing is archived", deleted: "The trash is empty" },
  noneWhy: {
    archived: "Done tasks that you archive leave the board and stay here. A column can do that by itself.",
    deleted: "Tasks that somebody deletes stay here until they are put back.",
  },
  putBack: "Put back",
  putBackOne: (task: string) => `Put ${task} back`,
  archive: "Archive",
  wasArchived: (task: string) => `${task} archived`,
  isClosed: "Its channel is archived: the task stays as it is.",
  isArchived: "This task is archived: no board shows it.",
});
