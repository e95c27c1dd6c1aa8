/** The changes of messages, each shown at once and kept until the server has it. */
import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import type { OptimisticLocalStore } from "convex/browser";
import type { ConvexReactClient } from "convex/react";
import type { DefaultFunctionArgs, FunctionArgs, FunctionReference } from "convex/server";
import { dropUploads, sentFiles } from "@/features/files";
import { durable } from "@/platform/durable";
import { writeDraft } from "@/platform/drafts";
import { addToDraft } from "./composer/addToDraft";
import type { SavedMessage } from "./message";
import type { TaskWanted } from "./sending/asTask";

type Change = (message: SavedMessage) => SavedMessage;

type List = FunctionReference<"query", "public", DefaultFunctionArgs, { page: SavedMessage[] }>;
const LISTS: readonly List[] = [api.messages.newest, api.messages.paginated, api.messages.thread];

/** Changes one message in whatever shows it: the channel, its thread, and the thread's head. */
function showChanged(store: OptimisticLocalStore, messageId: Id<"messages">, change: Change): void {
  const changeOne = (message: SavedMessage) => (message._id === messageId ? change(message) : message);
  for (const query of LISTS) {
    for (const { args, value } of store.getAllQueries(query)) {
      if (value?.page.some((message) => message._id === messageId))
        store.setQuery(query, args, { ...value, page: value.page.map(changeOne) });
    }
  }
  const head = store.getQuery(api.messages.get, { messageId });
  if (head) store.setQuery(api.messages.get, { messageId }, change(head));
}

/** A reaction added or taken back by one person; an emoji without people goes. */
export function toggled(
  message: SavedMessage,
  emoji: string,
  userId: Id<"users">,
  isOn: boolean,
): SavedMessage {
  const others =
    message.reactions.find((reaction) => reaction.emoji === emoji)?.userIds.filter((id) => id !== userId) ??
    [];
  const userIds = isOn ? [...others, userId] : others;
  const isNew = message.reactions.every((reaction) => reaction.emoji !== emoji);
  const reactions = message.reactions.map((reaction) =>
    reaction.emoji === emoji ? { emoji, userIds } : reaction,
  );
  if (isNew && isOn) reactions.push({ emoji, userIds });
  return { ...message, reactions: reactions.filter((reaction) => reaction.userIds.length > 0) };
}

type OfMessage = { messageId: Id<"messages"> };
type Reaction = { messageId: Id<"messages">; emoji: string };

const showReaction = (isOn: boolean) => (store: OptimisticLocalStore, args: Reaction) => {
  const me = store.getQuery(api.users.me, {});
  if (me) showChanged(store, args.messageId, (message) => toggled(message, args.emoji, me._id, isOn));
};

export const editPlace = (messageId: string): string => `edit:${messageId}`;

/** A message on its way names the uploads that go with it, and whether it is a task, in what was typed when. */
export type DraftMessage = FunctionArgs<typeof api.messages.create> & WithUploads & { asTask?: TaskWanted };

type WithUploads = { uploads?: string[] };

/** The files of a message are there before it is. */
const withFiles = <Args extends object>() => ({
  prepare: async (kept: Args & WithUploads, client: ConvexReactClient) => {
    const { uploads = [], ...args } = kept;
    return uploads.length === 0 ? args : { ...args, fileIds: await sentFiles(client, uploads) };
  },
  onSent: ({ uploads = [] }: Args & WithUploads, client: ConvexReactClient) => dropUploads(client, uploads),
});

const FILES_OF_MESSAGE = withFiles<DraftMessage>();

/** Posted once however often it is sent, by its `clientId`. */
export const createMessage = durable(api.messages.create, {
  keepsRefused: true,
  ...FILES_OF_MESSAGE,
  prepare: async ({ asTask, ...kept }: DraftMessage, client) => {
    const args = await FILES_OF_MESSAGE.prepare(kept, client);
    return asTask ? await (await import("./sending/sending")).withTask(client, args, asTask) : args;
  },
});

/** The same for what is said of a task before it has a thread. */
export const postInTask = durable(api.tasks.post, {
  keepsRefused: true,
  ...withFiles<FunctionArgs<typeof api.tasks.post>>(),
});

/** The same for one that is sent later. */
export const scheduleMessage = durable(api.messages.schedule, {
  ...withFiles<FunctionArgs<typeof api.messages.schedule>>(),
  giveBack: ({ channelId, threadId, text }, userId) =>
    addToDraft(`${userId}:message:${threadId ?? channelId}`, text),
});

export const editMessage = durable(api.messages.update, {
  show: (store, { messageId, text }) =>
    showChanged(store, messageId, (message) => ({ ...message, text, editedAt: Date.now() })),
  giveBack: ({ messageId, text }, userId) => writeDraft(`${userId}:${editPlace(messageId)}`, { wire: text }),
});

export const removeMessage = durable(api.messages.remove);
export const restoreMessage = durable(api.messages.restore);
export const addReaction = durable(api.messages.addReaction, { show: showReaction(true) });
export const removeReaction = durable(api.messages.removeReaction, { show: showReaction(false) });

const showPinned =
  (isOn: boolean) =>
  (store: OptimisticLocalStore, { messageId }: OfMessage) => {
    const me = store.getQuery(api.users.me, {});
    if (me)
      showChanged(store, messageId, ({ pinnedBy: _by, ...message }) => ({
        ...message,
        ...(isOn && { pinnedBy: me._id }),
      }));
  };

export const pinMessage = durable(api.messages.pin, { show: showPinned(true) });
export const unpinMessage = durable(api.messages.unpin, { show: showPinned(false) });

/** In every channel that is open: a message is in one of them, and the others do not show it. */
const showSaved =
  (isOn: boolean) =>
  (store: OptimisticLocalStore, { messageId }: OfMessage) => {
    for (const { args, value } of store.getAllQueries(api.messages.savedIn)) {
      const others = value?.filter((id) => id !== messageId);
      if (others) store.setQuery(api.messages.savedIn, args, isOn ? [messageId, ...others] : others);
    }
  };

export const saveMessage = durable(api.messages.save, { show: showSaved(true) });
export const unsaveMessage = durable(api.messages.unsave, { show: showSaved(false) });

type OfLink = FunctionArgs<typeof api.messages.removeLinkPreview>;

export const removeLinkPreview = durable(api.messages.removeLinkPreview, {
  show: (store, { messageId, url }: OfLink) =>
    showChanged(store, messageId, ({ linkPreviews, ...message }) => ({
      ...message,
      linkPreviews: linkPreviews.filter((preview) => preview.url !== url),
    })),
});
export const restoreLinkPreview = durable(api.messages.restoreLinkPreview);

/** All of these mutations, for the outbox. */
export const MESSAGE_MUTATIONS = [
  createMessage,
  postInTask,
  scheduleMessage,
  editMessage,
  removeMessage,
  restoreMessage,
  addReaction,
  removeReaction,
  pinMessage,
  unpinMessage,
  saveMessage,
  unsaveMessage,
  removeLinkPreview,
  restoreLinkPreview,
];
