import { api } from "@convex/_generated/api";
import type { Level } from "@convex/shared/ringing/levels";
import { useMutation, useQuery } from "convex/react";
import { useEffect } from "react";
import { readLocal, writeLocal } from "@/platform/localStore";
import { reportRefusal } from "@/platform/reportRefusal";
import { addressHere } from "@/platform/files/serverFiles";
import { useSendPictures } from "@/platform/files/useSendPictures";

export type Workspace = {
  name: string;
  imageUrl?: string | undefined;
  /** Undefined until the server has answered. */
  hasLinkPreviews?: boolean | undefined;
};

const KEY = "workspace";

/** What this browser saw last: the name is there before the server answers. */
function remembered(): Workspace | undefined {
  try {
    const { name, imageUrl } = JSON.parse(readLocal(KEY) ?? "") as Record<string, unknown>;
    if (typeof name !== "string") return undefined;
    return { name, imageUrl: typeof imageUrl === "string" ? imageUrl : undefined };
  } catch {
    return undefined;
  }
}

/** Its name and picture, also for who is not signed in; undefined until this browser has heard of them once. */
export function useWorkspace(): Workspace | undefined {
  const { name, imageUrl, hasLinkPreviews } = useQuery(api.workspace.get) ?? {};
  useEffect(() => {
    if (name !== undefined) writeLocal(KEY, JSON.stringify({ name, imageUrl }));
  }, [name, imageUrl]);
  if (name === undefined) return remembered();
  return { name, imageUrl: imageUrl && addressHere(imageUrl), hasLinkPreviews };
}

/** For admins. Each tells by itself what was refused, and answers whether it was done. */
export function useChangeWorkspace() {
  const update = useMutation(api.workspace.update).withOptimisticUpdate((store, changes) => {
    const now = store.getQuery(api.workspace.get, {});
    const { name = now?.name ?? "", hasLinkPreviews = now?.hasLinkPreviews ?? true } = changes;
    if (now) store.setQuery(api.workspace.get, {}, { ...now, name, hasLinkPreviews });
  });
  const send = useSendPictures();

  async function setPicture(picture: Blob): Promise<void> {
    const [imageId] = await send([picture]);
    await update({ imageId: imageId! });
  }

  return {
    rename: async (name: string) => await reportRefusal(update({ name })),
    setPicture: async (picture: Blob) => await reportRefusal(setPicture(picture)),
    setLinkPreviews: async (hasLinkPreviews: boolean) => await reportRefusal(update({ hasLinkPreviews })),
    setLevel: async (level: Level) => await reportRefusal(update({ level })),
    removePicture: async () => await reportRefusal(update({ imageId: null })),
  };
}
