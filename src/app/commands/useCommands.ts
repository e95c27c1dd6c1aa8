import type { Id } from "@convex/_generated/dataModel";
import { useConvex } from "convex/react";
import { useNavigate, useParams } from "react-router";
import { useUnread } from "@/features/channels";
import { redo, undo } from "@/features/events";
import { useUploads } from "@/features/files";
import { markAllRead } from "@/features/notices";
import { askToRelate } from "@/features/tasks";
import { hasDrafts, useMe, useMyId } from "@/features/users";
import { useSignOut } from "@/platform/auth/signOut";
import { reportRefusal } from "@/platform/reportRefusal";
import { toast } from "@/ui/floating/toast";
import { toggleSidebar } from "@/platform/sidebar";
import { setTheme } from "@/platform/theme";
import { usePane } from "@/ui/pane/usePane";
import { COMMANDS, isOffered, labelOf, type Command, type CommandId, type Tools } from "./commands";
import { openOverlay } from "./overlays";

/** Goes up and down the sidebar's channels, all of them or the unread ones. */
function useChannelStep(): Tools["stepChannel"] {
  const navigate = useNavigate();
  const unread = useUnread();
  const { channelId } = useParams();
  return (by, onlyUnread) => {
    const links = document.querySelectorAll<HTMLAnchorElement>('nav[data-sidebar] a[href^="/c/"]');
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
  const client = useConvex();
  const signOut = useSignOut();
  const myId = useMyId();
  const { channelId } = useParams();
  const uploads = useUploads();
  const isAdmin = useMe()?.role === "admin";
  return {
    isAdmin,
    channelId: channelId ?? "",
    isPaneOpen: pane.name !== undefined,
    isTaskOpen: pane.name === "task",
    go: (path) => void navigate(path),
    open: openOverlay,
    toggleDetails: () => (pane.name === "details" ? pane.close() : pane.open("details")),
    relate: (way) => void askToRelate(pane.id as Id<"tasks">, way),
    closePane: pane.close,
    toggleSidebar,
    markAllRead: () => void reportRefusal(markAllRead(client)),
    undo: () => {
      if (!toast.takeBack()) void reportRefusal(undo(client));
    },
    redo: () => void reportRefusal(redo(client)),
    stepChannel,
    setTheme,
    // Signing out deletes drafts, so it asks while there are any.
    signOut: () =>
      hasDrafts(myId) || uploads.items.get().length > 0
        ? openOverlay("signOut")
        : void reportRefusal(signOut()),
  };
}

export type ReadyCommand = Omit<Command, "run" | "id"> & { id: CommandId; label: string; run: () => void };

/** The commands that are offered to this person in this place. */
export function useCommands(): readonly ReadyCommand[] {
  const tools = useTools();
  return COMMANDS.filter((command) => isOffered(command, tools)).map((command) => ({
    ...command,
    label: labelOf(command.id),
    run: () => command.run(tools),
  }));
}

/** A command by its id, if it is offered. */
export const useCommand = (id: CommandId): ReadyCommand | undefined =>
  useCommands().find((command) => command.id === id);
