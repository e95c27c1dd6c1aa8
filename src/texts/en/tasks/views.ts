import { translated } from "../../language";

/** Views of a board that are kept. */
export const views = translated("views", {
  views: "Saved views",
  save: "Save this view…",
  manage: "Delete views…",
  saveTitle: "Save this view",
  about: "Keeps how tasks are shown, the filter, the lanes and what cards say.",
  name: "Name",
  share: "For everyone who sees this board",
  replaces: "Replaces the view of this name",
  none: "Nothing to delete.",
  deleteOne: (name: string) => `Delete the view ${name}`,
});
