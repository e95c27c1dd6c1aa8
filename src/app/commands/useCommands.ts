import { useNavigate, useParams } from "react-router";
import { useUnread } from "@/features/channels";
import { hasDrafts, useMe, useMyId } from "@/features/users";
import { useSignOut } from "@/platform/auth/signOut";
import { identityKind } from "@/platform/env";
import { reportRefusal } from "@/platform/reportRefusal";
import { toggleSidebar } from "@/platform/sidebar";
import { setTheme } from "@/platform/theme";
import { usePane } from "../panes/usePane";
import { COMMANDS, isOffered, type Command, type CommandId, type Tools } from "./commands";
import { openOverlay } from "./overlays";

/** Goes up and down the sidebar's channels, all of them or the unread ones. */
function useChannelStep(): Tools["stepChannel"] {
  const navigate = useNavigate();
  const unread = useUnread();
  const { channelId } = useParams();
  return (by, onlyUnread) => {
    const links = document.querySelectorAll<HTMLAnchorElement>('nav[aria-label="Workspace"] a[href^="/c/"]');
    const ids = Array.from(links, (link) => link.pathname.split("/")[2] ?? "");
    const wanted = ids.filter((id) => id === channelId || !onlyUnread || (unread?.get(id)?.news ?? 0) > 0);
    const next = wanted[(wanted.indexOf(channelId ?? "") + by + wanted.length) % wanted.length];
    if (next) void navigate(`/c/${next}`);
  };
}

export function useTools(): Tools {
  const navigate = useNavigate();
  const pane = usePane();
  const stepChannel = useChannelStep();
  const signOut = useSignOut();
  const myId = useMyId();
  const { channelId } = useParams();
  const isAdmin = useMe()?.role === "admin";
  return {
    isAdmin,
    canInvite: isAdmin && identityKind === "embedded",
    isInChannel: channelId !== undefined,
    isPaneOpen: pane.name !== undefined,
    go: (path) => void navigate(path),
    open: openOverlay,
    toggleDetails: () => (pane.name === "details" ? pane.close() : pane.open("details")),
    closePane: pane.close,
    toggleSidebar,
    stepChannel,
    setTheme,
    // Drafts stay in no browser that its person has left: they are asked first.
    signOut: () => (hasDrafts(myId) ? openOverlay("signOut") : void reportRefusal(signOut())),
  };
}

export type ReadyCommand = Omit<Command, "run" | "id"> & { id: CommandId; run: () => void };

/** What this person can do here and now. */
export function useCommands(): readonly ReadyCommand[] {
  const tools = useTools();
  return COMMANDS.filter((command) => isOffered(command, tools)).map((command) => ({
    ...command,
    run: () => command.run(tools),
  }));
}

/** One of them, if it is offered. */
export const useCommand = (id: CommandId): ReadyCommand | undefined =>
  useCommands().find((command) => command.id === id);
