import { number, percent } from "../format";
import { translated } from "../language";

/** What no feature owns: buttons and notes that are the same everywhere. */
export const ui = translated("ui", {
  app: "Tandem",
  /** The title of a browser tab. */
  tabTitle: (place: string, workspace: string) => `${place} · ${workspace}`,
  cancel: "Cancel",
  save: "Save",
  close: "Close",
  discard: "Discard",
  delete: "Delete",
  edit: "Edit",
  open: "Open",
  undo: "Undo",
  redo: "Redo",
  retry: "Try again",
  reload: "Reload",
  back: "Back",
  signOut: "Sign out",
  settings: "Settings",
  showMore: "Show more",
  showFewer: "Show fewer",
  showAll: (count: number) => `Show all ${number(count)}`,
  notifications: "Notifications",
  optional: "optional",
  loading: "Loading…",
  /** What was never opened on this device, while there is no connection. */
  notKept: "There’s no connection, and this isn’t kept on this device. It opens when you’re back.",
  saving: "Saving…",
  choosePicture: "Choose a picture",
  changePicture: "Change picture",
  removePicture: "Remove",
  noPicture: "This browser can’t open that picture. Choose a PNG, JPEG or WebP.",
  cropTitle: "Position the picture",
  cropHint: "Drag to move it, scroll or pinch to zoom.",
  cropArea: "Picture. Arrow keys move it, plus and minus zoom.",
  zoom: "Zoom",
  /** 1.5 is "150%". */
  percent: (share: number) => percent(share),
  /** What was pasted is longer than its field takes. */
  pasteCut: (most: number, left: number) =>
    `${number(most)} characters fit here. ${left === 1 ? "The last one was" : `The last ${number(left)} were`} left out.`,
  /** Above what somebody had typed in a thing that is gone. */
  typedInGone: "You had typed this here:",
  copyTyped: "Copy what you typed",
  copyLink: "Copy link",
  linkCopied: "Link copied",
  linkNotCopied: (link: string) => `Your browser blocked copying. The link is ${link}`,
  noMatches: "No matches",
  noMatchesFor: (text: string) => `No matches for “${text}”`,
  showingFirst: (shown: number, total: number) =>
    `Showing ${number(shown)} of ${number(total)}. Type to narrow the list down.`,
  /** The length of a text that comes near its limit. */
  length: (length: number, most: number) => `${number(length)} / ${number(most)}`,
  /** The name of a block of code. */
  code: "Code",
  codeIn: (language: string) => `Code, ${language}`,
  table: "Table",
  checkbox: "Item",
  /** Somebody who is mentioned and not known. */
  unknown: "unknown",
  themes: { light: "Light", dark: "Dark", system: "System" },
  theme: "Theme",
  /** Keys as they are written on a keyboard that is not a Mac's. */
  keys: {
    Escape: "Esc",
    Mod: "Ctrl",
    Alt: "Alt",
    Shift: "Shift",
    Delete: "Del",
    PageUp: "PgUp",
    PageDown: "PgDn",
  },
  oneMoment: "One moment…",
  sending: "Sending…",
  /** 1536 is "1.5 kB". */
  bytes: (count: number) => {
    const units = ["B", "kB", "MB", "GB", "TB"];
    const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, Math.abs(count))) / 10));
    return `${number(Number((count / 1024 ** step).toFixed(1)))} ${units[step]}`;
  },
});
