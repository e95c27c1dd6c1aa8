import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import { useMutation, useQuery } from "convex/react";
import { useEffect, useState } from "react";
import { useUploads } from "@/features/files";
import { useMyId } from "@/features/users";
import { forgetShared, readShared, type Shared } from "@/lib/shared";
import { errorText } from "@/platform/errorText";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import { addToDraft } from "../composer/addToDraft";
import type { ForwardTo } from "../links/useForward";

/** What another app has shared, which waits in this browser: null where nothing does, undefined while that is looked up. */
export function useShared() {
  const [shared, setShared] = useState<Shared | null>();
  const myId = useMyId();
  const uploads = useUploads();
  const most = useQuery(api.files.limits)?.fileBytes ?? LIMITS.fileBytes;
  const openDirect = useMutation(api.channels.openDirect);
  useEffect(() => {
    // A browser that keeps nothing was given nothing.
    readShared().then(setShared, () => setShared(null));
  }, []);

  /** Puts it into the composer there, after what is typed already. It is sent by hand. */
  const put = async (to: ForwardTo): Promise<Id<"channels"> | undefined> => {
    if (!shared) return undefined;
    const channelId = "channelId" in to ? to.channelId : await openDirect({ userIds: [to.userId] });
    if (shared.text !== "") addToDraft(`${myId}:message:${channelId}`, shared.text);
    const refused = await uploads.add(`message:${channelId}`, shared.files, most);
    const [first] = refused;
    if (first) {
      const isLarge = first.code === "FILE_TOO_LARGE";
      const reason = isLarge ? texts.files.tooLarge(texts.ui.bytes(most)) : errorText(first.code);
      toast.error(texts.files.notAdded(first.name, refused.length - 1, reason));
    }
    await forgetShared();
    return channelId;
  };
  const discard = async () => {
    await forgetShared();
    setShared(null);
  };
  return { shared, put, discard };
}
