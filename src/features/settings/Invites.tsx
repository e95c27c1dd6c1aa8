import { useRef, useState } from "react";
import { Copy, Link2, X } from "lucide-react";
import { copyText } from "@/lib/copyText";
import { dayName, exactTime } from "@/lib/time";
import { useNow } from "@/platform/useNow";
import type { Invite, InviteTerms } from "@/platform/auth/api";
import { useSubmit } from "@/platform/auth/useSubmit";
import { Button } from "@/ui/Button";
import { INPUT, TextField } from "@/ui/form/Field";
import { FormError } from "@/ui/form/FormError";
import { Segmented } from "@/ui/form/Segmented";
import { IconButton } from "@/ui/IconButton";
import { toast } from "@/ui/floating/toast";
import { useInvites } from "./useInvites";
import { Icon } from "@/ui/Icon";

const PEOPLE = ["1", "10", "50", "500"].map((value) => ({ value, label: value }));
const DAYS = [
  { value: "1", label: "1 day" },
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
];

/** Invite links: for how many people, how long, and of which domain. */
export function Invites() {
  const { invites, created, createLink, mail, revoke } = useInvites();
  const now = useNow();
  const open =
    invites?.filter(({ usedCount, maxUses, expiresAt }) => usedCount < maxUses && expiresAt > now) ?? [];
  return (
    <section aria-label="Invite links" className="grid gap-3 rounded-pane border bg-bg-sunken p-4">
      <NewInviteForm onCreate={createLink} />
      {created && <LinkField url={new URL(created.url, location.origin).href} />}
      <InviteByMail onInvite={mail} />
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

function NewInviteForm({ onCreate }: { onCreate: (terms: InviteTerms) => Promise<void> }) {
  const [people, setPeople] = useState("1");
  const [days, setDays] = useState("7");
  const { error, isBusy, handleSubmit } = useSubmit(async (field) => {
    const domain = field("domain").trim();
    await onCreate({ maxUses: Number(people), days: Number(days), ...(domain !== "" && { domain }) });
  });
  return (
    <form aria-label="New invite link" className="grid gap-3" onSubmit={handleSubmit}>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="grid gap-1">
          <span className="text-small font-medium">People who can join</span>
          <Segmented label="People who can join" value={people} options={PEOPLE} onChange={setPeople} />
        </div>
        <div className="grid gap-1">
          <span className="text-small font-medium">Works for</span>
          <Segmented label="Works for" value={days} options={DAYS} onChange={setDays} />
        </div>
        <TextField
          label="Only emails at"
          name="domain"
          placeholder="example.com"
          isOptional
          className="min-w-36 flex-1"
        />
      </div>
      <FormError text={error} />
      <Button type="submit" look="primary" className="justify-self-start" disabled={isBusy}>
        <Icon of={Link2} size={14} />
        Create invite link
      </Button>
    </form>
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

async function copyLink(url: string) {
  if (await copyText(url)) toast.tell("Link copied");
}

function LinkField({ url }: { url: string }) {
  return (
    <div className="flex gap-2">
      <input
        readOnly
        aria-label="Invite link"
        value={url}
        className={`${INPUT} h-8 font-mono !text-meta touch:h-11`}
        onFocus={(event) => event.target.select()}
      />
      <Button onClick={() => void copyLink(url)}>
        <Icon of={Copy} size={14} />
        Copy
      </Button>
    </div>
  );
}

function OpenInvite({ invite, now, onRevoke }: { invite: Invite; now: number; onRevoke: () => void }) {
  const { createdAt, expiresAt, maxUses, usedCount, domain, invitedBy, url } = invite;
  const room = maxUses === 1 ? "For 1 person" : `${usedCount} of ${maxUses} joined`;
  return (
    <li className="flex min-h-8 items-center justify-between gap-2 text-small text-text-muted touch:min-h-11">
      <span title={`Created by ${invitedBy}, ${exactTime(createdAt)}`}>
        {room}
        {domain !== null && ` · only @${domain}`} · expires {dayName(expiresAt, now)}
      </span>
      <span className="flex shrink-0">
        <IconButton
          label="Copy this link"
          isSmall
          onClick={() => void copyLink(new URL(url, location.origin).href)}
        >
          <Icon of={Copy} size={14} />
        </IconButton>
        <IconButton label="Revoke this link" isSmall onClick={onRevoke}>
          <Icon of={X} size={14} />
        </IconButton>
      </span>
    </li>
  );
}
