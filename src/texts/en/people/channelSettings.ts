import { translated } from "../../language";
import { number } from "../../format";
import { plural } from "../english";

const messages = (count: number) => plural(count, { one: "# message", other: "# messages" });
const tasks = (count: number) => plural(count, { one: "# task", other: "# tasks" });

export const channelSettings = translated("channelSettings", {
  view: "What to show",
  views: { about: "About", settings: "Settings", log: "Log" },
  topic: "Topic",
  topicHint: "What is it about these days?",
  whoPosts: "Who can write",
  posting: { everyone: "Everyone in it", owners: "Owners only", nobody: "No one: read only" },
  postingHints: {
    everyone: "Every member can write and reply.",
    owners: "For announcements. Everyone can still reply in threads and react.",
    nobody: "Nothing new can be written here, not even by owners.",
  },
  ownersPost: "Only owners can write here. You can reply in threads.",
  nobodyPosts: "This channel is read only.",
  ownersCall: "Only owners can use @channel and @here",
  ownersCallHint: "Anyone else can still write them, but they notify no one.",
  forNewcomers: "Add everyone who joins the workspace",
  forNewcomersHint: "People who are here already are not added.",
  owner: "owner",
  makeOwner: (name: string) => `Make ${name} an owner`,
  makeNoOwner: (name: string) => `Remove ${name} as an owner`,
  whoSees: "Who can see it",
  makePublic: "Make public…",
  makePrivate: "Make private…",
  makePublicTitle: (name: string) => `Make #${name} public?`,
  makePrivateTitle: (name: string) => `Make #${name} private?`,
  makePublicMeans: (count: number, taskCount: number) =>
    `Everyone in the workspace will be able to find it, join it, and read everything ever said in it: ${messages(count)} with their replies and files, and ${tasks(taskCount)}.`,
  makePrivateMeans: (members: number) =>
    plural(members, {
      one: "Only you will be able to see it. Everyone else loses access, and links to its messages stop working for them.",
      other:
        "Only its # members will be able to see it. Everyone else loses access, and links to its messages stop working for them.",
    }),
  madePublic: (name: string) => `#${name} is public`,
  madePrivate: (name: string) => `#${name} is private`,
  makePublicNow: "Make public",
  makePrivateNow: "Make private",
  deleteChannel: "Delete this channel",
  deleteHint: "Everything in it is gone for good. To keep it readable, archive it instead.",
  delete: "Delete…",
  deleteTitle: (name: string) => `Delete #${name} for good?`,
  deleteMeans: "Everyone loses it at once, and nothing brings it back. This is lost:",
  loadingContent: "Counting what is in it…",
  lostMessages: (count: number) => `${messages(count)} with their replies and reactions`,
  lostFiles: (count: number, most: number) =>
    count > most ? `More than ${number(most)} files` : plural(count, { one: "# file", other: "# files" }),
  lostNotes: (count: number, most: number) =>
    count > most ? `More than ${number(most)} notes` : plural(count, { one: "# note", other: "# notes" }),
  lostRest: "Its bookmarks, what people have scheduled, drafted and saved in it, and its history",
  lostTasks: (count: number) =>
    plural(count, { one: "# task with all it holds", other: "# tasks with all they hold" }),
  tasksStay: (count: number) =>
    plural(count, {
      one: "# task is not lost: it stays on the workspace’s board, without a channel",
      other: "# tasks are not lost: they stay on the workspace’s board, without a channel",
    }),
  typeName: (name: string) => `Type ${name} to confirm`,
  deleteNow: "Delete for good",
  wasDeleted: (name: string) => `#${name} is deleted`,
  nameConversation: "Turn into a channel…",
  nameConversationTitle: "Turn this conversation into a private channel",
  nameConversationHint: "You can add others then. They will be able to read everything said here so far.",
  nameConversationNow: "Create channel",
});
