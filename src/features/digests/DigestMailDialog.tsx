import { MailFrame } from "@/features/emails";
import { Dialog } from "@/ui/Dialog";
import { Bone, Loading } from "@/ui/Skeleton";
import { useDigestMail } from "./useDigest";

export function DigestMailDialog({ onClose }: { onClose: () => void }) {
  const { html, error } = useDigestMail();
  return (
    <Dialog title="Your digest as a mail" width="wide" onClose={onClose}>
      {error && (
        <p role="alert" className="text-danger">
          {error}
        </p>
      )}
      {!html && !error && (
        <Loading label="Writing the mail…">
          <Bone className="h-80 w-full" />
        </Loading>
      )}
      {html && <MailFrame html={html} />}
    </Dialog>
  );
}
