/** A word of its own in every private place of a workspace. */
import { api, internal } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { DAY_MS } from "../../convex/shared/time";
import { identityOf, makeWorkspace } from "../../convex/testing.setup";

export type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;

/** The word of a place: one that no beginning of another finds. */
export const wordOf = (place: string) => `sekret${place.toLowerCase()}x`;

/** Who may read what is in a place. */
export const PLACES = {
  message: "members",
  reply: "members",
  formerText: "members",
  deletedText: "nobody",
  forwarded: "members",
  archivedText: "members",
  channelName: "members",
  channelDescription: "members",
  archivedName: "members",
  bookmarkTitle: "members",
  bookmarkUrl: "members",
  title: "members",
  formerTitle: "members",
  movedTitle: "members",
  description: "members",
  tag: "members",
  reason: "members",
  deletedTitle: "members",
  fileName: "members",
  removedFile: "nobody",
  cardFile: "members",
  movedCardFile: "members",
  folderName: "members",
  deletedFolder: "members",
  noteTitle: "members",
  noteText: "members",
  formerNote: "members",
  deletedNote: "members",
  deletedNoteText: "nobody",
  linkTitle: "members",
  linkUrl: "members",
  linkTakenOff: "nobody",
  direct: "members",
  directReply: "members",
  directFile: "members",
  toOneself: "Ben",
  waitingFile: "Ben",
  toldMention: "members",
  toldThread: "members",
  toldTask: "members",
  relatedTitle: "members",
  columnName: "members",
  viewName: "members",
  templateName: "members",
  automationTrigger: "members",
  automationStep: "members",
  ownView: "Ben",
  subtask: "members",
  archivedTitle: "members",
  savedSearch: "Ben",
  draft: "Ben",
  draftOfThread: "Ben",
  draftOfTask: "Ben",
  scheduled: "Ben",
  scheduledFile: "Ben",
} as const;
export type Place = keyof typeof PLACES;
export const places = Object.keys(PLACES) as Place[];

/** Nina is an admin of the workspace and in no private channel. */
export const MEMBERS = ["Ana", "Ben"] as const;
export const OTHERS = ["Zoe", "Rolf", "Dora", "Max", "Nina", "nobody"] as const;
export type Person = (typeof MEMBERS | typeof OTHERS)[number];

export const mayRead = (person: (typeof MEMBERS)[number], place: Place): boolean => {
  const who = PLACES[place];
  return who !== "nobody" && (who !== "Ben" || person === "Ben");
};

let workspace: Workspace;

/** The workspace after all that was said and done in it. */
export async function makePrivatePlaces(): Promise<Workspace> {
  workspace = await makeWorkspace();
  await fillPrivatePlaces();
  return workspace;
}

async function fillPrivatePlaces(): Promise<void> {
  const { t, as, hiring } = workspace;
  const member = async (name: "Rolf" | "Dora" | "Nina") =>
    await t.withIdentity(identityOf(name)).mutation(api.users.ensure, {});
  const [rolf, dora, nina] = [await member("Rolf"), await member("Dora"), await member("Nina")];
  const admin = as("Ana");
  await admin.mutation(api.users.setRole, { userId: nina, role: "admin" });
  for (const userId of [rolf, dora])
    await admin.mutation(api.channels.addMember, { channelId: hiring, userId });
  await admin.mutation(api.channels.update, {
    channelId: hiring,
    name: wordOf("channelName"),
    description: wordOf("channelDescription"),
  });
  const message = await talk(hiring);
  const task = await makeTasks(hiring, message);
  await relateTasks(hiring);
  await sendFiles(hiring, task);
  await fileThings(hiring);
  const url = `https://example.com/${wordOf("bookmarkUrl")}`;
  const bookmark = { channelId: hiring, url, title: wordOf("bookmarkTitle") };
  await as("Ben").mutation(api.chat.bookmarks.add, bookmark);
  await showLinks(hiring);
  await as("Ben").mutation(api.search.save, { text: wordOf("savedSearch") });
  await arrangeBoard(hiring, task);
  await keepForLater(hiring, message, task);
  await tellPeople(hiring, [rolf, dora]);

  for (const userId of [rolf, dora])
    await admin.mutation(api.channels.removeMember, { channelId: hiring, userId });
  await admin.mutation(api.users.deactivate, { userId: dora });
}

/** Messages as they are, were and are no more, here, in an archived channel and between two. Answers the first. */
async function talk(hiring: Workspace["hiring"]): Promise<Id<"messages">> {
  const { as, say, ana, ben: benId, general } = workspace;
  const ben = as("Ben");
  const message = await say("Ben", hiring, `${wordOf("message")} for @everybody`);
  const reply = { channelId: hiring, text: `${wordOf("reply")} <@${ana}>`, threadId: message };
  await ben.mutation(api.messages.create, reply);
  const edited = await say("Ben", hiring, wordOf("formerText"));
  await ben.mutation(api.messages.update, { messageId: edited, text: "Better" });
  const deleted = await say("Ben", hiring, wordOf("deletedText"));
  await ben.mutation(api.messages.remove, { messageId: deleted });
  await say("Ben", hiring, `${wordOf("forwarded")} /c/${hiring}/m/${message}`);
  await say("Zoe", general, `Look at /c/${hiring}/m/${message}`);

  const archived = await ben.mutation(api.channels.create, { name: wordOf("archivedName"), isPrivate: true });
  await ben.mutation(api.channels.addMember, { channelId: archived, userId: ana });
  await say("Ben", archived, wordOf("archivedText"));
  await ben.mutation(api.channels.archive, { channelId: archived });

  const direct = await ben.mutation(api.channels.openDirect, { userIds: [ana] });
  const said = await say("Ben", direct, wordOf("direct"));
  await ben.mutation(api.messages.create, { channelId: direct, text: wordOf("directReply"), threadId: said });
  const self = await ben.mutation(api.channels.openDirect, { userIds: [benId] });
  await say("Ben", self, wordOf("toOneself"));
  return message;
}

/** Tasks as they are and were, one that came from an open place, one that is deleted. Answers the first. */
async function makeTasks(channelId: Workspace["hiring"], messageId: Id<"messages">): Promise<Id<"tasks">> {
  const { as, ana, general } = workspace;
  const ben = as("Ben");
  const task = await ben.mutation(api.tasks.create, {
    channelId,
    title: wordOf("formerTitle"),
    description: wordOf("description"),
    tags: [wordOf("tag")],
    assigneeId: ana,
  });
  const told = { title: wordOf("title"), blockedReason: wordOf("reason") };
  await ben.mutation(api.tasks.update, { taskId: task, ...told });
  const moved = await ben.mutation(api.tasks.create, { channelId: general, title: "Open to all" });
  await ben.mutation(api.tasks.update, { taskId: moved, channelId });
  await ben.mutation(api.tasks.update, { taskId: moved, title: wordOf("movedTitle") });
  const gone = await ben.mutation(api.tasks.create, { channelId, title: wordOf("deletedTitle") });
  await ben.mutation(api.tasks.remove, { taskId: gone });
  await ben.mutation(api.tasks.createFromMessage, { messageId });
  return task;
}

/** Files of messages and of cards. */
async function sendFiles(hiring: Workspace["hiring"], task: Id<"tasks">): Promise<void> {
  const { as, ana, general } = workspace;
  const ben = as("Ben");
  const send = async (place: Place, channelId: typeof hiring) =>
    await ben.mutation(api.messages.create, { channelId, text: "", fileIds: [await saveFile(place)] });
  await send("fileName", hiring);
  await send("directFile", await ben.mutation(api.channels.openDirect, { userIds: [ana] }));
  const unsent = await send("removedFile", hiring);
  await ben.mutation(api.messages.remove, { messageId: unsent });
  await saveFile("waitingFile");
  const add = async (taskId: typeof task, place: Place) =>
    await ben.mutation(api.tasks.addFiles, { taskId, fileIds: [await saveFile(place)] });
  await add(task, "cardFile");
  const leaving = await ben.mutation(api.tasks.create, { channelId: general, title: "Still open to all" });
  await add(leaving, "movedCardFile");
  await ben.mutation(api.tasks.update, { taskId: leaving, channelId: hiring });
}

/** A task that waits for one of everybody, and that one for it, by Ben: Zoe has the one that she may read. */
async function relateTasks(channelId: Workspace["hiring"]): Promise<void> {
  const [ben, { zoe }] = [workspace.as("Ben"), workspace];
  const title = wordOf("relatedTitle");
  const hidden = await ben.mutation(api.tasks.create, { channelId, title });
  const seen = await ben.mutation(api.tasks.create, { title: "For all", assigneeId: zoe });
  for (const kind of ["relatesTo", "blockedBy"] as const)
    await ben.mutation(api.tasks.relate, { taskId: seen, kind, otherId: hidden });
  await ben.mutation(api.tasks.relate, { taskId: hidden, kind: "duplicates", otherId: seen });
  await ben.mutation(api.tasks.move, { taskId: hidden, status: "done" });
}

/** A column of its own, views, a template, a subtask, and a task that is done and archived. */
async function arrangeBoard(channelId: Workspace["hiring"], parentId: Id<"tasks">): Promise<void> {
  const ben = workspace.as("Ben");
  const name = wordOf("columnName");
  const column = await ben.mutation(api.board.columns.add, { channelId, status: "todo", name });
  for (const [place, isShared] of [
    ["viewName", true],
    ["ownView", false],
  ] as const) {
    const query = `view=list&q=${wordOf(place)}`;
    await ben.mutation(api.board.views.save, { channelId, name: wordOf(place), query, isShared });
  }
  const create = async (title: string) => await ben.mutation(api.tasks.create, { channelId, title });
  const subtask = await create(wordOf("subtask"));
  await ben.mutation(api.tasks.move, { taskId: subtask, status: "todo", column });
  const template = { taskId: subtask, name: wordOf("templateName"), isForAll: false };
  await ben.mutation(api.board.templates.save, template);
  const steps = [{ kind: "label" as const, tag: wordOf("automationStep") }];
  const when = { kind: "labelled" as const, tag: wordOf("automationTrigger") };
  await ben.mutation(api.board.automations.add, { channelId, when, steps, timeZone: "UTC" });
  await ben.mutation(api.board.subtasks.setParent, { taskId: subtask, parentId });
  const archived = await create(wordOf("archivedTitle"));
  await ben.mutation(api.tasks.move, { taskId: archived, status: "done" });
  await ben.mutation(api.board.archive.set, { taskId: archived, isArchived: true });
}

/** Drafts and a message to be sent of Ben; reminders of Ben, and of Rolf, who is removed before or after he is told. */
async function keepForLater(channelId: Workspace["hiring"], messageId: Id<"messages">, taskId: Id<"tasks">) {
  const { t, as } = workspace;
  const [ben, rolf] = [as("Ben"), t.withIdentity(identityOf("Rolf"))];
  const { save } = api.drafts;
  await ben.mutation(save, { channelId, text: wordOf("draft") });
  await ben.mutation(save, { threadId: messageId, text: wordOf("draftOfThread") });
  await ben.mutation(save, { taskId, text: wordOf("draftOfTask") });
  const sendAt = Date.now() + DAY_MS;
  const fileIds = [await saveFile("scheduledFile")];
  await ben.mutation(api.messages.schedule, { channelId, text: wordOf("scheduled"), sendAt, fileIds });
  for (const person of [ben, rolf])
    for (const thing of [{ messageId }, { taskId }]) {
      await person.mutation(api.reminders.create, { ...thing, at: sendAt });
      const id = await person.mutation(api.reminders.create, { ...thing, at: 0 });
      await t.mutation(internal.scheduled.later.remind, { id });
    }
}

/** Notices of Rolf and Dora, who are taken out later: a mention, a thread that they follow, a reaction, a task. */
async function tellPeople(channelId: Workspace["hiring"], people: [Id<"users">, Id<"users">]): Promise<void> {
  const { t, as, say, ana } = workspace;
  const named = [...people, ana].map((id) => `<@${id}>`).join(" ");
  await say("Ben", channelId, `${wordOf("toldMention")} ${named}`);
  const member = (name: string) => t.withIdentity(identityOf(name));
  const text = wordOf("toldThread");
  const threadId = await member("Rolf").mutation(api.messages.create, { channelId, text });
  for (const name of ["Dora", "Ana"])
    await member(name).mutation(api.inbox.threads.follow, { messageId: threadId });
  const reply = { channelId, threadId, text: `${text} again`, alsoInChannel: true };
  const messageId = await as("Ben").mutation(api.messages.create, reply);
  await t.mutation(internal.scheduled.notices.tellFollowers, { messageId, isNew: true });
  await as("Ben").mutation(api.messages.addReaction, { messageId: threadId, emoji: "🎉" });
  await t.mutation(internal.scheduled.notices.tellOfReactions, { messageId: threadId });
  const title = wordOf("toldTask");
  const taskId = await as("Ben").mutation(api.tasks.create, { channelId, title, assigneeId: people[0] });
  await as("Ana").mutation(api.tasks.move, { taskId, status: "done" });
}

/** Folders and notes, one of each deleted. */
async function fileThings(channelId: Workspace["hiring"]): Promise<void> {
  const ben = workspace.as("Ben");
  const { folders, notes } = api.filing;
  const folder = async (place: Place) =>
    await ben.mutation(folders.create, { channelId, parentId: null, name: wordOf(place) });
  const note = async (title: Place, text: Place) =>
    await ben.mutation(notes.create, { channelId, folderId, title: wordOf(title), text: wordOf(text) });
  const folderId = await folder("folderName");
  await ben.mutation(folders.remove, { folderId: await folder("deletedFolder") });
  const noteId = await note("noteTitle", "formerNote");
  await ben.mutation(notes.save, { noteId, revision: 1, text: wordOf("noteText") });
  await ben.mutation(notes.remove, { noteId: await note("deletedNote", "deletedNoteText") });
}

/** Two messages with a link each, whose previews have come; one was taken off. */
async function showLinks(channelId: Workspace["hiring"]): Promise<void> {
  const { t, as, say } = workspace;
  const link = async (text: string, url: string, title: string) => {
    const messageId = await say("Ben", channelId, text);
    const [look] = await t.mutation(internal.scheduled.linkLooks.claim, { sender: "s", most: 1 });
    const { key } = look!;
    const links = [{ url, seen: { title, site: "example.com" } }];
    await t.mutation(internal.scheduled.linkLooks.settle, { key, links });
    return { messageId, url };
  };
  await link("https://example.com", `https://example.com/${wordOf("linkUrl")}`, wordOf("linkTitle"));
  const gone = await link("https://example.com/2", "https://example.com/2", wordOf("linkTakenOff"));
  await as("Ben").mutation(api.messages.removeLinkPreview, gone);
}

async function saveFile(place: Place) {
  const storageId = await workspace.t.run(
    async ({ storage }) => await storage.store(new Blob(["text"], { type: "text/plain" })),
  );
  return await workspace
    .as("Ben")
    .mutation(api.files.save, { storageId, name: `${wordOf(place)}.txt`, type: "text/plain" });
}
