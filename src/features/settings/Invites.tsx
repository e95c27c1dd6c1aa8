import { useState } from "react";
import { Copy, Link2, X } from "lucide-react";
import { texts } from "@/texts";
import { dayName, exactTime } from "@/texts/time";
import { identityKind } from "@/platform/env";
import { useNow } from "@/platform/useNow";
import type { Invite, InviteTerms } from "@/platform/auth/api";
import { useSubmit } from "@/platform/auth/useSubmit";
import { Button } from "@/ui/Button";
import { INPUT, TextField } from "@/ui/form/Field";
import { FormError } from "@/ui/form/FormError";
import { Segmented } from "@/ui/form/Segmented";
import { IconButton } from "@/ui/IconButton";
import { copyLink } from "@/ui/floating/copyLink";
import { InvitationsByEmail } from "./invitations/InvitationsByEmail";
import { InviteByEmail } from "./invitations/InviteByEmail";
import { useInvites } from "./useInvites";
import { Icon } from "@/ui/Icon";

const PEOPLE = ["1", "10", "50", "500"].map((value) => ({ value, label: value }));
const DAYS = ["1", "7", "30"];

/** How admins bring people in: by links of this server, or by address where Clerk signs people in. */
export const Invites = () => (identityKind === "clerk" ? <InvitationsByEmail /> : <InviteLinks />);

/** Invite links: for how many people, how long, and of which domain. */
function InviteLinks() {
  const { invites, created, createLink, mail, revoke } = useInvites();
  const now = useNow();
  const open =
    invites?.filter(({ usedCount, maxUses, expiresAt }) => usedCount < maxUses && expiresAt > now) ?? [];
  return (
    <section
      aria-label={texts.settings.inviteLinks}
      className="grid gap-3 rounded-pane border bg-bg-sunken p-4"
    >
      <NewInviteForm onCreate={createLink} />
      {created && <LinkField url={new URL(created.url, location.origin).href} />}
      <InviteByEmail
        label={texts.settings.orEmailOneTo}
        onInvite={async (email) =>
          (await mail(email)) ? texts.settings.invitationSent(email) : texts.settings.noMail
        }
      />
      {open.length > 0 && (
        <ul aria-label={texts.settings.openInvites}>
          {open.map((invite) => (
            <OpenInvite key={invite.id} invite={invite} now={now} onRevoke={() => void revoke(invite.id)} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Its label and its middle stand on the lines of the text field beside it. */
const CHOICE = "grid content-start gap-1.5 *:last:my-0.5";

function NewInviteForm({ onCreate }: { onCreate: (terms: InviteTerms) => Promise<void> }) {
  const [people, setPeople] = useState("1");
  const [days, setDays] = useState("7");
  const { error, isBusy, handleSubmit } = useSubmit(async (field) => {
    const domain = field("domain").trim();
    await onCreate({ maxUses: Number(people), days: Number(days), ...(domain !== "" && { domain }) });
  });
  return (
    <form aria-label={texts.settings.newInviteLink} className="grid gap-3" onSubmit={handleSubmit}>
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        <div className={CHOICE}>
          <span className="text-small font-medium">{texts.settings.peopleWhoCanJoin}</span>
          <Segmented
            label={texts.settings.peopleWhoCanJoin}
            value={people}
            options={PEOPLE}
            onChange={setPeople}
          />
        </div>
        <div className={CHOICE}>
          <span className="text-small font-medium">{texts.settings.worksFor}</span>
          <Segmented
            label={texts.settings.worksFor}
            value={days}
            options={DAYS.map((value) => ({ value, label: texts.settings.days(Number(value)) }))}
            onChange={setDays}
          />
        </div>
        <TextField
          label={texts.settings.onlyEmailsAt}
          name="domain"
          placeholder={texts.settings.exampleDomain}
          isOptional
          className="min-w-36 flex-1"
        />
      </div>
      <FormError text={error} />
      <Button type="submit" look="primary" className="justify-self-start" disabled={isBusy}>
        <Icon of={Link2} size={14} />
        {texts.settings.createInviteLink}
      </Button>
    </form>
  );
}

function LinkField({ url }: { url: string }) {
  return (
    <div className="flex gap-2">
      <input
        readOnly
        aria-label={texts.settings.inviteLink}
        value={url}
        className={`${INPUT} h-8 font-mono !text-meta touch:h-11`}
        onFocus={(event) => event.target.select()}
      />
      <Button onClick={() => void copyLink(url)}>
        <Icon of={Copy} size={14} />
        {texts.settings.copy}
      </Button>
    </div>
  );
}

function OpenInvite({ invite, now, onRevoke }: { invite: Invite; now: number; onRevoke: () => void }) {
  const { createdAt, expiresAt, maxUses, usedCount, domain, invitedBy, url } = invite;
  const facts = [
    texts.settings.inviteRoom(usedCount, maxUses),
    ...(domain === null ? [] : [texts.settings.inviteDomain(domain)]),
    texts.settings.inviteExpires(dayName(expiresAt, now)),
  ];
  return (
    <li className="flex min-h-8 items-center justify-between gap-2 text-small text-text-muted touch:min-h-11">
      <span title={texts.settings.inviteMadeBy(invitedBy, exactTime(createdAt))}>{facts.join(" · ")}</span>
      <span className="flex shrink-0">
        <IconButton
          label={texts.settings.copyThisLink}
          isSmall
          onClick={() => void copyLink(new URL(url, location.origin).href)}
        >
          <Icon of={Copy} size={14} />
        </IconButton>
        <IconButton label={texts.settings.revokeThisLink} isSmall onClick={onRevoke}>
          <Icon of={X} size={14} />
        </IconButton>
      </span>
    </li>
  );
}
