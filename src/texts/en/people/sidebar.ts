import { translated } from "../../language";

export const sidebar = translated("sidebar", {
  favourites: "Favorites",
  optionsOf: (name: string) => `Options for ${name}`,
  newSection: "New section…",
  newSectionTitle: "New section",
  renameSection: "Rename section",
  sectionName: "Name",
  createSection: "Create section",
  rename: "Rename…",
  removeSection: "Remove section",
  sectionRemoved: (name: string) => `${name} removed. Its channels are back in their places.`,
  sortBy: "Sort by",
  sorts: { name: "Name", recent: "Recent activity", own: "My own order" },
  hideRead: "Show unread only",
  moveUp: "Move up",
  moveDown: "Move down",
  moveTo: "Move to",
  addToFavourites: "Add to Favorites",
  removeFromFavourites: "Remove from Favorites",
  nothingHere: "Drag channels here, or use their menus.",
  moved: (channel: string, section: string, at: number, of: number) =>
    `${channel} is now in ${section}, ${at} of ${of}`,
  sectionMoved: (name: string, at: number, of: number) => `${name} is now section ${at} of ${of}`,
});
