import type { Id } from "@convex/_generated/dataModel";
import { texts } from "@/texts";
import { Dialog } from "@/ui/floating/Dialog";
import { Why } from "./Why";

type Props = { messageId: Id<"messages">; onClose: () => void };

/** The same for any message, from its menu. */
export default function WhyDialog({ messageId, onClose }: Props) {
  return (
    <Dialog title={texts.notices.why} onClose={onClose}>
      <Why messageId={messageId} />
    </Dialog>
  );
}
