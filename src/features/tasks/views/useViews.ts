import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";

export type SavedView = FunctionReturnType<typeof api.board.views.list>[number];

/** The views of a board that are kept; undefined until they have come. */
export function useViews(channelId: Id<"channels"> | undefined) {
  const place = channelId ? { channelId } : {};
  const views = useQuery(api.board.views.list, place);
  const save = useMutation(api.board.views.save);
  const remove = useMutation(api.board.views.remove);
  const setDefault = useMutation(api.board.views.setDefault);
  return {
    views,
    save: (name: string, query: string, isShared: boolean) => save({ ...place, name, query, isShared }),
    remove: (viewId: SavedView["_id"]) => remove({ viewId }),
    /** Of a channel. */
    setDefault: async (viewId: SavedView["_id"] | null) =>
      channelId && (await setDefault({ channelId, viewId })),
  };
}
