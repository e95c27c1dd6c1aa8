import { useRef } from "react";
import { Copy, Link2, X } from "lucide-react";
import { copyText } from "@/lib/copyText";
import { dayName, exactTime } from "@/lib/time";
import { useNow } from "@/platform/useNow";
import type { Invite } from "@/platform/auth/api";
import { useSubmit } from "@/platform/auth/useSubmit";
import { Button } from "@/ui/Button";
import { INPUT, TextField } from "@/ui/form/Field";
import { FormError } from "@/ui/form/FormError";
import { IconButton } from "@/ui/IconButton";
import { toast } from "@/ui/floating/toast";
import { useInvites } from "./useInvites";
import { Icon } from "@/ui/Icon";

/** Invite links: each lets one person in. */
export function Invites() {
  const { invites, created, createLink, mail, revoke } = useInvites();
  const now = useNow();
  const open = invites?.filter((invite) => !invite.usedBy && invite.expiresAt > now) ?? [];
  return (
    <section aria-label="Invite links" className="grid gap-3 rounded-pane border bg-bg-sunken p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-text-muted">A link lets one person join this workspace.</p>
        <Button look="primary" onClick={() => void createLink()}>
          <Icon of={Link2} size={14} />
          Create invite link
        </Button>
      </div>
      <InviteByMail onInvite={mail} />
      {created && <NewLink url={new URL(created.url, location.origin).href} />}
      {open.length > 0 && (
        <ul aria-label="Open invites">
          {open.map((invite) => (
            <OpenInvite key={invite.id} invite={invite} now={now} onRevoke={() => void revoke(invite.id)} />
          ))}
        </ul>
      )}
    </section>
  );
}

function InviteByMail({ onInvite }: { onInvite: (email: string) => Promise<boolean> }) {
  const form = useRef<HTMLFormElement>(null);
  const { error, isBusy, handleSubmit } = useSubmit(async (field) => {
    const email = field("email").trim();
    const isSent = await onInvite(email);
    form.current?.reset();
    toast.tell(
      isSent ? `Invitation sent to ${email}` : "This server can’t send email yet. Copy the link instead.",
    );
  });
  return (
    <form ref={form} aria-label="Invite by email" className="grid gap-1.5" onSubmit={handleSubmit}>
      <div className="flex items-end gap-2">
        <TextField label="Or email one to" name="email" type="email" required className="min-w-0 flex-1" />
        <Button type="submit" disabled={isBusy} className="!h-9 touch:!h-11">
          Send
        </Button>
      </div>
      <FormError text={error} />
    </form>
  );
}

function NewLink({ url }: { url: string }) {
  async function copy() {
    if (await copyText(url)) toast.tell("Link copied");
  }
  return (
    <div className="flex gap-2">
      <input
        readOnly
        aria-label="Invite link"
        value={url}
        className={`${INPUT} h-8 font-mono !text-meta touch:h-11`}
        onFocus={(event) => event.target.select()}
      />
      <Button onClick={() => void copy()}>
        <Icon of={Copy} size={14} />
        Copy
      </Button>
    </div>
  );
}

function OpenInvite({ invite, now, onRevoke }: { invite: Invite; now: number; onRevoke: () => void }) {
  return (
    <li className="flex h-8 items-center justify-between gap-2 text-small text-text-muted touch:h-11">
      <span title={exactTime(invite.createdAt)}>
        Made {dayName(invite.createdAt, now).toLowerCase()}, open until {dayName(invite.expiresAt, now)}
      </span>
      <IconButton label="Take this invite back" isSmall onClick={onRevoke}>
        <Icon of={X} size={14} />
      </IconButton>
    </li>
  );
}
