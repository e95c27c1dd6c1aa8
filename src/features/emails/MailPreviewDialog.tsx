import { texts } from "@/texts";
import { Dialog } from "@/ui/floating/Dialog";
import { Bone, Loading } from "@/ui/Skeleton";
import { MailFrame } from "./EmailDialog";
import { useMailPreview, type PreviewKind } from "./useEmails";

/** A mail that comes by itself, as it would be sent now. */
export function MailPreviewDialog({ kind, onClose }: { kind: PreviewKind; onClose: () => void }) {
  const { html, error } = useMailPreview(kind);
  return (
    <Dialog title={texts.emails.previews[kind]} width="wide" onClose={onClose}>
      {error && (
        <p role="alert" className="text-danger">
          {error}
        </p>
      )}
      {!html && !error && (
        <Loading label={texts.emails.loadingThePreview}>
          <Bone className="h-80 w-full" />
        </Loading>
      )}
      {html && <MailFrame html={html} />}
    </Dialog>
  );
}
