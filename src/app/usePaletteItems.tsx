import {
  Compass,
  Keyboard,
  ListTodo,
  Monitor,
  Moon,
  PenLine,
  Plus,
  Settings,
  SquareKanban,
  Sun,
  type LucideIcon,
} from "lucide-react";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import {
  ChannelIcon,
  channelPath,
  channelTitle,
  othersIn,
  useChannelActions,
  useChannels,
  useUnread,
} from "@/features/channels";
import { StatusIcon, useBoard } from "@/features/tasks";
import { useMyId, usePeople, usePeopleList } from "@/features/users";
import { tell } from "@/platform/tell";
import { setTheme } from "@/platform/theme";
import { Avatar } from "@/ui/Avatar";
import { openOverlay } from "./overlays";

export type PaletteItem = {
  id: string;
  group: "Channels" | "People" | "Tasks" | "Actions";
  label: string;
  picture: ReactNode;
  hint?: string | undefined;
  keys?: string;
  /** Not worth a row until something is typed. */
  isSearchOnly?: boolean;
  run: () => void;
};

const icon = (Picture: LucideIcon) => (
  <Picture size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-text-muted" />
);

/** Everything the palette can jump to or do. */
export function usePaletteItems(): readonly PaletteItem[] {
  return [...useChannelItems(), ...useActionItems(), ...usePersonItems(), ...useTaskItems()];
}

function useChannelItems(): PaletteItem[] {
  const channels = useChannels() ?? [];
  const unread = useUnread();
  const people = usePeople();
  const meId = useMyId();
  const navigate = useNavigate();
  return channels
    .filter((channel) => channel.archivedAt === undefined)
    .toSorted((a, b) => (unread?.get(b._id)?.lastMessageAt ?? 0) - (unread?.get(a._id)?.lastMessageAt ?? 0))
    .map((channel) => {
      const count = unread?.get(channel._id)?.unread ?? 0;
      return {
        id: `channel-${channel._id}`,
        group: "Channels",
        label: channelTitle(channel, people, meId),
        picture: <ChannelIcon channel={channel} meId={meId} />,
        hint: count > 0 ? `${count} new` : undefined,
        run: () => void navigate(channelPath(channel._id)),
      };
    });
}

function usePersonItems(): PaletteItem[] {
  const people = usePeopleList();
  const channels = useChannels();
  const meId = useMyId();
  const { openDirect } = useChannelActions();
  const navigate = useNavigate();
  // Who already has a conversation of two with me is among the channels.
  const known = new Set(
    channels?.map((channel) => othersIn(channel, meId)).flatMap((ids) => (ids.length === 1 ? ids : [])),
  );
  return people
    .filter((person) => !known.has(person.id))
    .map((person) => ({
      id: `person-${person.id}`,
      group: "People",
      label: person.name,
      picture: <Avatar id={person.id} name={person.name} imageUrl={person.imageUrl} size={16} />,
      hint: "Direct message",
      isSearchOnly: true,
      run: () => void tell(openDirect([person.id]).then((channelId) => navigate(channelPath(channelId)))),
    }));
}

function useTaskItems(): PaletteItem[] {
  const tasks = useBoard(undefined) ?? [];
  const people = usePeople();
  const navigate = useNavigate();
  return tasks.map((task) => ({
    id: `task-${task._id}`,
    group: "Tasks",
    label: `T-${task.number} ${task.title}`,
    picture: <StatusIcon status={task.status} size={16} />,
    hint: task.assigneeId && people.get(task.assigneeId)?.name,
    isSearchOnly: true,
    run: () => void navigate(`/board?task=${task._id}`),
  }));
}

function useActionItems(): PaletteItem[] {
  const navigate = useNavigate();
  const action = (label: string, Picture: LucideIcon, run: () => void, keys?: string): PaletteItem => ({
    id: `action-${label}`,
    group: "Actions",
    label,
    picture: icon(Picture),
    ...(keys && { keys }),
    run,
  });
  return [
    action("New task", Plus, () => openOverlay("newTask"), "N"),
    action("New direct message", PenLine, () => openOverlay("newDirect")),
    action("New channel", Plus, () => openOverlay("createChannel")),
    action("Browse channels", Compass, () => void navigate("/browse")),
    action("Open the board", SquareKanban, () => void navigate("/board"), "B"),
    action("Open my tasks", ListTodo, () => void navigate("/my-tasks"), "M"),
    action("Settings", Settings, () => openOverlay("settings"), "Mod+,"),
    action("Keyboard shortcuts", Keyboard, () => openOverlay("shortcuts"), "?"),
    { ...action("Light theme", Sun, () => setTheme("light")), isSearchOnly: true },
    { ...action("Dark theme", Moon, () => setTheme("dark")), isSearchOnly: true },
    { ...action("Theme like the system", Monitor, () => setTheme("system")), isSearchOnly: true },
  ];
}
