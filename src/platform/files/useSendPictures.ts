import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation } from "convex/react";
import { RefusedHere } from "../errorText";
import { sendFile } from "./serverFiles";

/** Sends small pictures to the storage and answers their ids there. @throws RefusedHere, or what the server refuses */
export function useSendPictures() {
  const uploadUrl = useMutation(api.files.generateUploadUrl);
  return async (pictures: readonly Blob[]): Promise<Id<"_storage">[]> =>
    await Promise.all(
      pictures.map(async (picture) => {
        const id = await sendFile(await uploadUrl({}), picture);
        if (id === null) throw new RefusedHere("SERVER_AWAY");
        return id as Id<"_storage">;
      }),
    );
}
