import { number } from "../format";
import { translated } from "../language";

export const emoji = translated("emoji", {
  /** Above the workspace's own in the picker. */
  ofWorkspace: "This workspace",
  add: "Add an emoji",
  adding: "Adding…",
  addIt: "Add emoji",
  chooseImage: "Choose an image",
  changeImage: "Change image",
  aboutImages: (kilobytes: number, animatedPixels: number) =>
    `PNG, JPEG or WebP of any size, or an animated GIF of up to ${number(kilobytes)} kB and ${number(animatedPixels)} pixels a side.`,
  tooLarge: (kilobytes: number, pixels: number) =>
    `This GIF is too large. Choose one of up to ${number(kilobytes)} kB and ${number(pixels)} pixels a side.`,
  name: "Name",
  namePlaceholder: "party-parrot",
  typeIt: (name: string) => `Type :${name}: in a message.`,
  added: (name: string) => `:${name}: added`,
  removed: (name: string) => `:${name}: removed`,
  onlyAdmins: "Only admins add emoji",
  onlyAdminsHint: "Everyone can use them. Who added one can always remove it.",
  onlyAdminsAdd: "In this workspace only admins add emoji.",
  search: "Search emoji",
  all: "Emoji of this workspace",
  loading: "Loading emoji…",
  none: "No emoji yet",
  noneWhy: "Add the first one: everyone can use it in messages, reactions and tasks.",
  addedBy: (name: string, day: string) => `Added by ${name}, ${day}`,
  remove: (name: string) => `Remove :${name}:`,
  removeQuestion: (name: string) => `Remove :${name}:?`,
  removedIsText: (name: string) => `Messages, reactions and tasks that use it show :${name}: as text.`,
  removedIsFree: "Its name can be used for another emoji.",
  removedForGood: "The image is deleted, so this can’t be undone.",
  removeIt: "Remove emoji",
});
