import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useMe } from "@/features/users";
import type { LabelColour } from "./colours";

export type Label = FunctionReturnType<typeof api.board.labels.list>[number];
export type LabelId = Id<"labels">;

/** All labels of the workspace by name; undefined until they have come. */
export const useLabelList = (): readonly Label[] | undefined => useQuery(api.board.labels.list, {});

/** Adds a label, and changes those that I may. */
export function useLabelActions() {
  const me = useMe();
  const add = useMutation(api.board.labels.add);
  const update = useMutation(api.board.labels.update).withOptimisticUpdate((store, { labelId, colour }) => {
    const labels = store.getQuery(api.board.labels.list, {});
    if (!labels || !colour) return;
    const next = labels.map((label) => (label._id === labelId ? { ...label, colour } : label));
    store.setQuery(api.board.labels.list, {}, next);
  });
  const remove = useMutation(api.board.labels.remove);
  return {
    mayChange: ({ createdBy }: Label) => me !== undefined && (me.role === "admin" || me._id === createdBy),
    add: (name: string, colour: LabelColour) => add({ name, colour }),
    rename: (labelId: LabelId, name: string) => update({ labelId, name }),
    recolour: (labelId: LabelId, colour: LabelColour) => update({ labelId, colour }),
    remove: (labelId: LabelId, keepsTags: boolean) => remove({ labelId, keepsTags }),
  };
}
