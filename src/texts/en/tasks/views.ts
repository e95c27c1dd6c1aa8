import { translated } from "../../language";

/** Views of a board that are kept. */
export const views = translated("views", {
  views: "Saved views",
  save: "Save this view…",
  manage: "Manage views…",
  whole: "Whole board",
  isDefault: (name: string) => `${name} (opens first)`,
  default: "Opens first",
  makeDefault: "Open first",
  opensWith: (name: string) => `Open the board with ${name}`,
  defaultMeans: "The one that opens first is what everyone sees when they come to this channel’s board.",
  saveTitle: "Save this view",
  notSaved: (name: string) => `The view “${name}” was not saved.`,
  about: "Keeps how tasks are shown, the filter, the lanes and what cards say.",
  name: "Name",
  share: "For everyone who sees this board",
  replaces: "Replaces the view of this name",
  none: "Nothing to delete.",
  deleteOne: (name: string) => `Delete the view ${name}`,
});
