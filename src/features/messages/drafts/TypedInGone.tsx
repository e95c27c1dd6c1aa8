import { KeptText } from "@/ui/KeptText";
import { useMessageDraft } from "../composer/useMessageDraft";
import { composerPlace } from "./localDrafts";

/** What I had typed in a channel or a thread that is gone. @param id  of the channel, or of the first message */
export const TypedInGone = ({ id }: { id: string }) => (
  <KeptText text={useMessageDraft(composerPlace(id)).value.text} />
);
