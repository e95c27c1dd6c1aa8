import { api } from "@convex/_generated/api";
import { LIMITS } from "@convex/shared/limits";
import { useQuery } from "convex/react";
import { errorText } from "@/platform/errorText";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import { useUploads, useUploadsIn } from "./FilesContext";
import type { Room } from "./uploads/uploads";

/** What a composer, or another place with room for files, holds on its way. Files that are too large or too many are told, and left out. */
export function useAttachments(place: string, room?: Room) {
  const uploads = useUploads();
  const items = useUploadsIn(place);
  const most = useQuery(api.files.limits)?.fileBytes ?? LIMITS.fileBytes;
  return {
    items,
    /** What the server does not take is taken out first, or tried again. */
    hasRefused: items.some(({ status }) => status === "failed"),
    add: (files: readonly File[]) =>
      void uploads.add(place, files, most, room).then((refused) => {
        const [first] = refused;
        if (!first) return;
        const reason =
          first.code === "FILE_TOO_LARGE"
            ? texts.files.tooLarge(texts.ui.bytes(most))
            : errorText(first.code);
        toast.error(texts.files.notAdded(first.name, refused.length - 1, reason));
      }),
    remove: (id: string) => uploads.remove(id),
    retry: (id: string) => uploads.retry(id),
  };
}
