import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, usePaginatedQuery, useQuery } from "convex/react";
import { useMe } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import { Folders, type Filed, type Place } from "./folder";

type ChannelId = Id<"channels">;

/** The folders of a channel; undefined while they are on their way. */
export function useFolders(channelId: ChannelId): Folders | undefined {
  const folders = useQuery(api.filing.folders.list, { channelId });
  return folders && new Folders(folders);
}

/** What may be done with folders and notes, and where things lie; each tells what was refused, and can be undone. */
export function useFiling() {
  const me = useMe();
  const { folders, notes } = api.filing;
  const moveFile = useMutation(api.files.move);
  const moveNote = useMutation(notes.move);
  const moveFolder = useMutation(folders.move);
  const removeFolder = useMutation(folders.remove);
  const restoreFolder = useMutation(folders.restore);
  const removeNote = useMutation(notes.remove);
  const restoreNote = useMutation(notes.restore);

  const send = async (thing: Filed, place: Place): Promise<unknown> => {
    const folderId = place ?? null;
    if (thing.kind === "file") return await moveFile({ fileId: thing.id, folderId });
    if (thing.kind === "note") return await moveNote({ noteId: thing.id, folderId });
    return await moveFolder({ folderId: thing.id, parentId: folderId });
  };

  async function move(thing: Filed, place: Place, where: string): Promise<void> {
    if (!(await reportRefusal(send(thing, place)))) return;
    toast.undoHere(
      texts.folders.moved(thing.name, where),
      () => void reportRefusal(send({ ...thing, place }, thing.place)),
    );
  }

  const restore = async (thing: Exclude<Filed, { kind: "file" }>): Promise<boolean> =>
    await reportRefusal(
      thing.kind === "note" ? restoreNote({ noteId: thing.id }) : restoreFolder({ folderId: thing.id }),
    );

  async function remove(thing: Exclude<Filed, { kind: "file" }>): Promise<void> {
    const { kind, id } = thing;
    const away = kind === "note" ? removeNote({ noteId: id }) : removeFolder({ folderId: id });
    if (!(await reportRefusal(away))) return;
    const text = kind === "note" ? texts.notes.deleted : texts.folders.deleted;
    toast.undoHere(text, () => void restore(thing));
  }

  return {
    /** Its maker and admins. */
    mayChange: ({ createdBy }: { createdBy: string }) => createdBy === me?._id || me?.role === "admin",
    move,
    remove,
    restore,
  };
}

/** Names are given in a form, which says what is wrong with them. */
export function useNaming(channelId: ChannelId) {
  const createFolder = useMutation(api.filing.folders.create);
  const renameFolder = useMutation(api.filing.folders.rename);
  const createNote = useMutation(api.filing.notes.create);
  const renameNote = useMutation(api.filing.notes.rename);
  return {
    createFolder: (name: string, place: Place) => createFolder({ channelId, parentId: place ?? null, name }),
    createNote: (title: string, place: Place) =>
      createNote({ channelId, folderId: place ?? null, title, text: "" }),
    renameFolder: (folderId: Id<"folders">, name: string) => renameFolder({ folderId, name }),
    renameNote: (noteId: Id<"notes">, title: string) => renameNote({ noteId, title }),
  };
}

const PAGE = 20;

/** Folders and notes that were deleted, the last first. */
export function useDeleted(channelId: ChannelId) {
  const folders = usePaginatedQuery(api.filing.folders.deleted, { channelId }, { initialNumItems: PAGE });
  const notes = usePaginatedQuery(api.filing.notes.deleted, { channelId }, { initialNumItems: PAGE });
  const lists = [folders, notes];
  return {
    folders: folders.results,
    notes: notes.results,
    isLoading: lists.some(({ status }) => status === "LoadingFirstPage"),
    more: lists.some(({ status }) => status === "CanLoadMore")
      ? () => lists.forEach(({ status, loadMore }) => status === "CanLoadMore" && loadMore(PAGE))
      : undefined,
  };
}
