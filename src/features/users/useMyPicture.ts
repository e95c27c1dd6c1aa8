import { api } from "@convex/_generated/api";
import { useAction, useMutation } from "convex/react";
import { useSendPictures } from "@/platform/files/useSendPictures";
import { reportRefusal } from "@/platform/reportRefusal";
import type { Me } from "./useMe";

/** My picture. Each says by itself what was refused, and answers whether it was done. */
export function useMyPicture({ _id: userId }: Pick<Me, "_id">) {
  const send = useSendPictures();
  const set = useAction(api.outside.files.pictures.setMine);
  const remove = useMutation(api.users.removePicture);

  async function save([whole, small]: readonly Blob[]): Promise<void> {
    const [storageId, smallId] = await send([whole!, small!]);
    await set({ storageId: storageId!, smallId: smallId! });
  }

  return {
    save: async (squares: readonly Blob[]) => await reportRefusal(save(squares)),
    remove: async () => await reportRefusal(remove({ userId })),
  };
}
