import { number } from "../../format";
import { translated } from "../../language";
import { plural } from "../english";

type FileKind = "image" | "video" | "audio" | "document" | "other";

export const files = translated("files", {
  files: "Files",
  attach: "Attach files",
  /** Over a pane while files are dragged. */
  dropHere: (place: string) => `Drop files to send them: ${place}`,
  dropReply: "Drop files to send them as a reply",
  dropOnTask: "Drop files to add them to the task",
  onCard: "On a card",
  toCard: (name: string) => `Open the card of ${name}`,
  notAdded: (name: string, others: number, reason: string) =>
    others === 0
      ? `“${name}” wasn’t added. ${reason}`
      : `“${name}” and ${plural(others, { one: "# more file", other: "# more files" })} weren’t added. ${reason}`,
  tooLarge: (most: string) => `Files can have up to ${most}.`,
  remove: (name: string) => `Remove ${name}`,
  sending: (name: string) => `Sending ${name}`,
  sentOf: (sent: string, all: string) => `${sent} of ${all}`,
  open: (name: string) => `Open ${name}`,
  download: (name: string) => `Download ${name}`,
  pastedText: "Pasted text.txt",
  pastedAsFile: "The text was too long for a message, so it was added as a file.",
  /** In the viewer. */
  place: (at: number, of: number) => `${number(at)} of ${number(of)}`,
  previous: "Previous file",
  next: "Next file",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  copyPicture: "Copy picture",
  pictureCopied: "Picture copied",
  copyFailed: "Your browser can’t copy this picture.",
  copyLink: "Copy link to file",
  showMessage: "Show in conversation",
  gone: "This file isn’t here",
  goneWhy: "It was deleted, or you can’t see the conversation it was sent in.",
  noPreview: "There’s no preview for this kind of file.",
  cutPreview: (shown: string) => `Only the first ${shown} are shown.`,
  previewFailed: "The preview couldn’t be loaded.",
  page: (at: number, of: number) => `Page ${number(at)} of ${number(of)}`,
  pageOf: (name: string, at: number, of: number) => `${name}, page ${number(at)} of ${number(of)}`,
  previousPage: "Previous page",
  nextPage: "Next page",
  lettersMissing: "Some letters can’t be shown here. Download it to read them.",
  pdfProblems: {
    locked: "It’s locked with a password. Download it to open it.",
    broken: "This PDF can’t be shown here. Download it to open it.",
    away: "Parts of it didn’t arrive. Close it and open it again when you’re online.",
  },
  rename: "Rename",
  nameOfFile: "File name",
  delete: "Delete file",
  deleted: "File deleted",
  kinds: {
    image: "Pictures",
    video: "Videos",
    audio: "Sound",
    document: "Documents",
    other: "Other files",
  } satisfies Record<FileKind, string>,
  allKinds: "All kinds",
  filter: "Filter files",
  findByName: "Find by name",
  actionsOf: (name: string) => `Actions for ${name}`,
  loading: "Loading files…",
  none: "No files yet",
  noneFound: "Nothing fits these filters.",
  noneWhy:
    "Files that are sent in this channel, or added to its cards, show up here. Add folders and notes with New.",
  byAt: (name: string, time: string) => `${name}, ${time}`,
});
