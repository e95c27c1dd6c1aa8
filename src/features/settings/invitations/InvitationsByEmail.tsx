import { X } from "lucide-react";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { dayName } from "@/texts/time";
import { IconButton } from "@/ui/IconButton";
import { Icon } from "@/ui/Icon";
import { InviteByEmail } from "./InviteByEmail";
import { useInvitations } from "./useInvitations";

/** Who may join where Clerk signs people in: the owners of these addresses. */
export function InvitationsByEmail() {
  const { invitations, invite, revoke } = useInvitations();
  const now = useNow();
  const open = invitations?.filter(({ expiresAt }) => expiresAt > now) ?? [];
  return (
    <section
      aria-label={texts.settings.invitations}
      className="grid gap-3 rounded-pane border bg-bg-sunken p-4"
    >
      <InviteByEmail
        label={texts.settings.inviteAddress}
        hint={texts.settings.invitationsAbout}
        onInvite={async (email) =>
          (await invite(email)) ? texts.settings.invitationSent(email) : texts.settings.invitationKept(email)
        }
      />
      {open.length > 0 && (
        <ul aria-label={texts.settings.openInvites}>
          {open.map((invitation) => (
            <li
              key={invitation._id}
              className="flex min-h-8 items-center justify-between gap-2 text-small text-text-muted touch:min-h-11"
            >
              <span className="min-w-0 truncate" title={invitation.email}>
                {texts.settings.invitedUntil(invitation.email, dayName(invitation.expiresAt, now))}
              </span>
              <IconButton label={texts.settings.revokeInvitation} isSmall onClick={() => revoke(invitation)}>
                <Icon of={X} size={14} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
