import { api } from "@convex/_generated/api";
import { useAction, useMutation, usePaginatedQuery, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useDeferredValue } from "react";
import { useSendPictures } from "@/platform/files/useSendPictures";
import { reportRefusal } from "@/platform/reportRefusal";
import { useKept } from "@/platform/useKept";
import type { EmojiImage } from "./emojiImage";

export type ListedEmoji = FunctionReturnType<typeof api.workspace.listEmoji>["page"][number];

const PAGE = 50;

/** The emoji of the workspace as far as they are loaded, by name: all, or those whose names begin with a text. */
export function useEmojiList(text: string) {
  const wanted = useDeferredValue(text);
  const { results, status, loadMore } = usePaginatedQuery(
    api.workspace.listEmoji,
    { ...(wanted !== "" && { text: wanted }) },
    { initialNumItems: PAGE },
  );
  return {
    emoji: useKept(status === "LoadingFirstPage" ? undefined : results),
    loadMore: status === "CanLoadMore" ? () => loadMore(PAGE) : undefined,
  };
}

/** Whether only admins add emoji. */
export const useOnlyAdminsAdd = (): boolean | undefined => useQuery(api.workspace.onlyAdminsAddEmoji);

/** Each says by itself what was refused, and answers whether it was done. */
export function useChangeEmoji() {
  const send = useSendPictures();
  const add = useAction(api.outside.files.pictures.addEmoji);
  const remove = useMutation(api.workspace.removeEmoji);
  const update = useMutation(api.workspace.update).withOptimisticUpdate((store, { onlyAdminsAddEmoji }) => {
    if (onlyAdminsAddEmoji !== undefined)
      store.setQuery(api.workspace.onlyAdminsAddEmoji, {}, onlyAdminsAddEmoji);
  });

  async function addOne(name: string, { whole, small }: EmojiImage): Promise<void> {
    const [storageId, smallId] = await send([whole, small]);
    await add({ name, storageId: storageId!, smallId: smallId! });
  }

  return {
    add: async (name: string, image: EmojiImage) => await reportRefusal(addOne(name, image)),
    remove: async (name: string) => await reportRefusal(remove({ name })),
    letOnlyAdminsAdd: async (onlyAdminsAddEmoji: boolean) =>
      await reportRefusal(update({ onlyAdminsAddEmoji })),
  };
}
