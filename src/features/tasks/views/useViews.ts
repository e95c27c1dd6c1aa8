import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, useQuery } from "convex/react";
import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { useDurable, useOutboxItems } from "@/platform/OutboxContext";
import { saveView } from "../taskMutations";

export type SavedView = FunctionReturnType<typeof api.board.views.list>[number];
type Draft = FunctionArgs<typeof api.board.views.save>;

/** The views of a board that are kept, also before the server has them; undefined until they have come. */
export function useViews(channelId: Id<"channels"> | undefined) {
  const place = channelId ? { channelId } : {};
  const known = useQuery(api.board.views.list, place);
  const save = useDurable(saveView);
  const remove = useMutation(api.board.views.remove);
  const setDefault = useMutation(api.board.views.setDefault);
  const drafts = useOutboxItems()
    .filter(({ name, args }) => name === saveView.name && args["channelId"] === channelId)
    .map(({ args }) => args as Draft);
  return {
    views: known && drafts.reduce(withDraft, known),
    save: (name: string, query: string, isShared: boolean) => save({ ...place, name, query, isShared }),
    remove: (viewId: SavedView["_id"]) => remove({ viewId }),
    /** Of a channel. */
    setDefault: async (viewId: SavedView["_id"] | null) =>
      channelId && (await setDefault({ channelId, viewId })),
  };
}

/** With one that is on its way: it takes the place of one of the same name and people, and can be chosen, not yet managed. */
function withDraft(views: SavedView[], { name: typed, query, isShared }: Draft): SavedView[] {
  const name = typed.trim();
  const isSame = (view: SavedView) => view.name === name && view.isShared === isShared;
  if (views.some(isSame)) return views.map((view) => (isSame(view) ? { ...view, query } : view));
  const _id = `sent:${name}` as SavedView["_id"];
  return [...views, { _id, name, query, isShared, isDefault: false, mayChange: false }];
}
