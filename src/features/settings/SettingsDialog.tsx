import { LogOut } from "lucide-react";
import { Suspense, useState } from "react";
import { EmojiSettings } from "@/features/emoji";
import { RingSettings } from "@/features/ringing";
import { useMe } from "@/features/users";
import { LinkPreviewsField, WorkspaceForm } from "@/features/workspace";
import { setTheme, useTheme } from "@/platform/theme";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/floating/Dialog";
import { Segmented } from "@/ui/form/Segmented";
import { FileLimitsForm } from "./FileLimitsForm";
import { HideAi } from "./HideAi";
import { ThisDeviceSection } from "./device/ThisDeviceSection";
import { KeepLocation } from "./KeepLocation";
import { MailSettings } from "./MailSettings";
import { PeopleSettings } from "./PeopleSettings";
import { WorkspaceLevel } from "./WorkspaceLevel";
import { ProfileForm } from "./ProfileForm";
import { Icon } from "@/ui/Icon";
import { LoadingLines } from "@/ui/Skeleton";

type Page = "you" | "ringing" | "mail" | "people" | "emoji" | "workspace";
type Props = { startAt?: Page; onClose: () => void; onStatus: () => void; onSignOut: () => void };

const PAGES = ["you", "ringing", "mail", "people", "emoji", "workspace"] as const;
const THEMES = ["system", "light", "dark"] as const;

export function SettingsDialog({ startAt = "you", onClose, onStatus, onSignOut }: Props) {
  const [page, setPage] = useState<Page>(startAt);
  const isAdmin = useMe()?.role === "admin";
  const pages = PAGES.filter((name) => name !== "workspace" || isAdmin);
  return (
    <Dialog title={texts.ui.settings} width="medium" onClose={onClose}>
      <div className="grid grid-cols-1 gap-5">
        <div>
          <Segmented
            label={texts.settings.section}
            value={page}
            options={pages.map((value) => ({ value, label: texts.settings.pages[value] }))}
            onChange={setPage}
          />
        </div>
        {page === "you" && <You onStatus={onStatus} onSignOut={onSignOut} />}
        {page === "ringing" && (
          <>
            <RingSettings />
            <ThisDeviceSection />
          </>
        )}
        {page === "mail" && <MailSettings onClose={onClose} />}
        {page === "people" && <PeopleSettings />}
        {page === "emoji" && (
          <Suspense fallback={<LoadingLines label={texts.emoji.loading} />}>
            <EmojiSettings />
          </Suspense>
        )}
        {page === "workspace" && isAdmin && (
          <>
            <WorkspaceForm />
            <FileLimitsForm />
            <LinkPreviewsField />
            <WorkspaceLevel />
          </>
        )}
      </div>
    </Dialog>
  );
}

function You({ onStatus, onSignOut }: Pick<Props, "onStatus" | "onSignOut">) {
  const me = useMe();
  const theme = useTheme();
  if (!me) return null;
  return (
    <div className="grid grid-cols-1 gap-5">
      <ProfileForm key={me._id} me={me} onStatus={onStatus} />
      <div className="grid justify-items-start gap-1.5">
        <span className="text-small font-medium">{texts.ui.theme}</span>
        <Segmented
          label={texts.ui.theme}
          value={theme}
          options={THEMES.map((value) => ({ value, label: texts.ui.themes[value] }))}
          onChange={setTheme}
        />
      </div>
      <HideAi me={me} />
      <KeepLocation />
      <div className="flex items-center justify-between gap-4 border-t pt-4">
        <p className="min-w-0 truncate text-small text-text-muted">
          {me.email && texts.settings.signedInAs(me.email)}
        </p>
        <Button onClick={onSignOut}>
          <Icon of={LogOut} size={14} />
          {texts.ui.signOut}
        </Button>
      </div>
    </div>
  );
}
