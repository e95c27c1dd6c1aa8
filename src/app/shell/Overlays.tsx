import { channelPath, dayPath } from "@convex/shared/addresses";
import { lazy, Suspense } from "react";
import { useNavigate, useParams } from "react-router";
import {
  CreateChannelDialog,
  NewDirectDialog,
  toChannelId,
  useChannels,
  type ChannelId,
} from "@/features/channels";
import { JumpToDate } from "@/features/messages";
import { ProfileDialog } from "@/features/profiles";
import { AutomationsDialog, NewTaskDialog } from "@/features/tasks";
import { closeOverlay, openOverlay, useOverlay } from "../commands/overlays";
import { useCommand } from "../commands/useCommands";
import { usePane } from "@/ui/pane/usePane";
import { closeProfile, useOpenProfile } from "@/features/users";
import { retryImport } from "@/lib/retryImport";
import { TypedAhead } from "./TypedAhead";

const CommandPalette = lazy(retryImport(() => import("../commands/CommandPalette")));
const ShortcutsSheet = lazy(retryImport(() => import("../commands/ShortcutsSheet")));
const SignOutDialog = lazy(retryImport(() => import("./SignOutDialog")));
const StatusDialog = lazy(retryImport(() => import("./StatusDialog")));
const SettingsDialog = lazy(
  retryImport(async () => ({ default: (await import("@/features/settings")).SettingsDialog })),
);

function closeAll(): void {
  closeOverlay();
  closeProfile();
}

/** Whatever lies over the shell right now. */
export function Overlays() {
  const overlay = useOverlay();
  const profileOf = useOpenProfile();
  const navigate = useNavigate();
  const goToChannel = (channelId: ChannelId) => {
    closeOverlay();
    void navigate(channelPath(channelId));
  };
  return (
    <Suspense fallback={<TypedAhead onClose={closeAll} />}>
      {overlay === "palette" && <CommandPalette />}
      {overlay === "shortcuts" && <ShortcutsSheet onClose={closeOverlay} />}
      {overlay === "settings" && <Settings />}
      {overlay === "mailSettings" && <Settings startAt="mail" />}
      {overlay === "members" && <Settings startAt="people" />}
      {overlay === "createChannel" && <CreateChannelDialog onClose={closeOverlay} onCreated={goToChannel} />}
      {overlay === "newDirect" && <NewDirectDialog onClose={closeOverlay} onOpened={goToChannel} />}
      {overlay === "newTask" && <NewTask />}
      {overlay === "jumpToDate" && <DateOfChannel />}
      {overlay === "automations" && <AutomationsOfChannel />}
      {overlay === "status" && <StatusDialog onClose={closeOverlay} />}
      {profileOf && (
        <ProfileDialog
          key={profileOf.id}
          {...profileOf}
          onClose={closeProfile}
          onEdit={() => {
            closeProfile();
            openOverlay("settings");
          }}
          onOpenChannel={(channelId) => {
            closeProfile();
            goToChannel(channelId);
          }}
        />
      )}
      {overlay === "signOut" && <SignOutDialog onClose={closeOverlay} />}
    </Suspense>
  );
}

function Settings({ startAt }: { startAt?: "mail" | "people" }) {
  const signOut = useCommand("signOut");
  return (
    <SettingsDialog
      {...(startAt && { startAt })}
      onClose={closeOverlay}
      onStatus={() => openOverlay("status")}
      onSignOut={() => {
        closeOverlay();
        signOut?.run();
      }}
    />
  );
}

/** The dates of the channel that is open. */
function DateOfChannel() {
  const navigate = useNavigate();
  const channelId = toChannelId(useParams()["channelId"]);
  if (!channelId) return null;
  return (
    <JumpToDate
      channelId={channelId}
      onClose={closeOverlay}
      onPick={(day) => {
        closeOverlay();
        void navigate(dayPath(channelId, day));
      }}
    />
  );
}

function AutomationsOfChannel() {
  const channelId = toChannelId(useParams()["channelId"]);
  return channelId && <AutomationsDialog channelId={channelId} onClose={closeOverlay} />;
}

function NewTask() {
  const { channelId } = useParams();
  const channels = useChannels();
  const pane = usePane();
  const channel = channels?.find(
    (candidate) => candidate._id === channelId && candidate.archivedAt === undefined,
  );
  return (
    <NewTaskDialog
      channelId={channel?._id}
      onClose={closeOverlay}
      onCreated={(taskId) => {
        closeOverlay();
        pane.open("task", taskId);
      }}
    />
  );
}
