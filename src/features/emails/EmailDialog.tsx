import { Download, RotateCw } from "lucide-react";
import { useState } from "react";
import { texts } from "@/texts";
import { exactTime } from "@/texts/time";
import { reportRefusal } from "@/platform/reportRefusal";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/floating/Dialog";
import { Segmented } from "@/ui/form/Segmented";
import { Bone, Loading } from "@/ui/Skeleton";
import { toast } from "@/ui/floating/toast";
import { StateBadge } from "./StateBadge";
import { useRendered, useRetryEmail, type Email } from "./useEmails";
import { Icon } from "@/ui/Icon";

const FORMS = ["html", "text"] as const;

type Props = { email: Email; isKept: boolean; onClose: () => void };

export function EmailDialog({ email, isKept, onClose }: Props) {
  const [form, setForm] = useState<"html" | "text">("html");
  const { mail, error } = useRendered(email._id);
  const retry = useRetryEmail();
  const canRetry = email.status === "failed" || email.status === "bounced" || email.attempts > 0;

  async function sendAgain() {
    if (await reportRefusal(retry(email._id))) toast.tell(texts.emails.sendingAgain);
  }

  return (
    <Dialog title={email.subject} width="wide" onClose={onClose}>
      <div className="grid gap-3">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-small text-text-muted">
          <StateBadge email={email} isKept={isKept} />
          <span className="min-w-0 [overflow-wrap:anywhere]">{texts.emails.to(email.to)}</span>
          <span>{exactTime(email._creationTime)}</span>
          {email.attempts > 1 && <span>{texts.emails.attempts(email.attempts)}</span>}
        </p>
        {email.error && (
          <p className="rounded-control bg-danger-soft px-3 py-2 text-small [overflow-wrap:anywhere] text-danger">
            {email.error}
          </p>
        )}
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Segmented
            label={texts.emails.form}
            value={form}
            options={FORMS.map((value) => ({ value, label: texts.emails.forms[value] }))}
            onChange={setForm}
          />
          <div className="flex gap-2">
            {canRetry && email.status !== "sent" && email.status !== "sending" && (
              <Button onClick={() => void sendAgain()}>
                <Icon of={RotateCw} size={14} />
                {texts.emails.sendAgain}
              </Button>
            )}
            <Button disabled={!mail} onClick={() => mail && download(mail.eml, `${email._id}.eml`)}>
              <Icon of={Download} size={14} />
              {texts.emails.download}
            </Button>
          </div>
        </div>
        {error && (
          <p role="alert" className="text-danger">
            {error}
          </p>
        )}
        {!mail && !error && (
          <Loading label={texts.emails.loadingTheEmail}>
            <Bone className="h-80 w-full" />
          </Loading>
        )}
        {mail && form === "html" && <MailFrame html={mail.html} />}
        {mail && form === "text" && (
          <pre
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so keys must reach it
            tabIndex={0}
            className="max-h-[46vh] overflow-auto rounded-control border bg-bg p-3 font-mono text-meta whitespace-pre-wrap"
          >
            {mail.text}
          </pre>
        )}
      </div>
    </Dialog>
  );
}

/** A mail's own page, which may run nothing and reach nothing. */
export function MailFrame({ html }: { html: string }) {
  return (
    <iframe
      title={texts.emails.emailPreview}
      sandbox=""
      srcDoc={html}
      className="h-[46vh] w-full rounded-control border bg-white dark:bg-bg-sunken"
    />
  );
}

function download(text: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "message/rfc822" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
