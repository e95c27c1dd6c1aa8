import { translated } from "../../language";
import { plural } from "../english";

export const bookmarks = translated("bookmarks", {
  bookmarks: "Bookmarks",
  add: "Add a bookmark",
  addTitle: "Add a bookmark",
  editTitle: "Edit bookmark",
  address: "Address",
  addressHint: "A web or mail address, or a link to a message, note, file, task or channel here",
  name: "Name",
  emoji: "Choose an emoji",
  removeEmoji: "Remove the emoji",
  addNow: "Add",
  edit: "Edit…",
  remove: "Remove",
  removed: (title: string) => `${title} removed`,
  optionsOf: (title: string) => `Options for ${title}`,
  moveEarlier: "Move earlier",
  moveLater: "Move later",
  moved: (title: string, at: number, of: number) => `${title} is now bookmark ${at} of ${of}`,
  more: (count: number) => plural(count, { one: "# more", other: "# more" }),
  fewer: "Fewer",
  none: "Links that everyone here should find stand at the top of the channel.",
});
