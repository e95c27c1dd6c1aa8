import { isolated } from "../../format";
import { translated } from "../../language";

const quoted = (name: string) => `“${isolated(name)}”`;

export const folders = translated("folders", {
  folders: "Folders",
  new: "New",
  more: "More",
  newFolder: "New folder",
  name: "Folder name",
  create: "Create folder",
  rename: "Rename folder",
  delete: "Delete folder",
  deleted: "Folder deleted",
  path: "Path",
  allFiles: "All files of the channel",
  moveTo: "Move to…",
  moveTitle: (name: string) => `Move ${quoted(name)}`,
  find: "Find a folder",
  /** The place of what is in no folder. */
  outside: "Files, outside of folders",
  moved: (name: string, where: string) => `Moved ${quoted(name)} to ${quoted(where)}`,
  inPlace: (path: string) => `In ${isolated(path)}`,
  openPlace: (path: string) => `Open the folder ${path}`,
  inDeleted: "In a deleted folder",
  empty: "This folder is empty",
  emptyWhy: "Move files here from their menu or by dragging, or write a note.",
  gone: "This folder isn’t here",
  goneWhy: "It was deleted. What was in it can still be found by name, and the folder can be restored.",
  deletedTitle: "Deleted folders and notes",
  deletedWhy: "A restored folder has everything in it again.",
  noneDeleted: "Nothing was deleted here.",
  loadingDeleted: "Loading what was deleted…",
  deletedAt: (day: string) => `Deleted · ${day}`,
  restore: "Restore",
  restoreOne: (name: string) => `Restore ${name}`,
});
