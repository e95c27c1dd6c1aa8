/** The commands that work anywhere in the app. The palette, the menus, the keys and the sheet of shortcuts read this one list. */
import {
  ListTodo,
  Bookmark,
  CalendarDays,
  ChartColumn,
  Compass,
  Files,
  Inbox,
  Keyboard,
  LogOut,
  Mail,
  MailOpen,
  MessagesSquare,
  Monitor,
  Moon,
  OctagonPause,
  PanelLeft,
  PenLine,
  Plus,
  ScrollText,
  Search,
  Server,
  Settings,
  Smile,
  Sparkles,
  SquareKanban,
  Sun,
  Sunrise,
  TextSearch,
  Timer,
  UserPlus,
  Users,
} from "lucide-react";
import { boardReportPath, searchPath } from "@convex/shared/addresses";
import { isCombo, type KeyLike } from "@/lib/keys";
import type { Theme } from "@/platform/theme";
import { texts } from "@/texts";
import type { IconShape } from "@/ui/Icon";
import type { Overlay } from "./overlays";

/** The means by which commands act. */
export type Tools = {
  isAdmin: boolean;
  /** Of the one that is open; empty where there is none. */
  channelId: string;
  isPaneOpen: boolean;
  isTaskOpen: boolean;
  go: (path: string) => void;
  open: (overlay: Overlay) => void;
  toggleDetails: () => void;
  /** Asks which task the open one is blocked by, or a part of. */
  relate: (way: "blockedBy" | "partOf") => void;
  closePane: () => void;
  toggleSidebar: () => void;
  markAllRead: () => void;
  /** Takes back what I did last. */
  undo: () => void;
  /** Does again what I took back last. */
  redo: () => void;
  /** To the channel above (-1) or below (1) in the sidebar. */
  stepChannel: (by: 1 | -1, onlyUnread: boolean) => void;
  setTheme: (theme: Theme) => void;
  signOut: () => void;
};

export type Command = {
  id: string;
  icon?: IconShape;
  /** Every combination that works; menus show the first. */
  keys?: readonly string[];
  /** The place that offers it; every place, if none is given. */
  where?: "channel" | "pane" | "task";
  /** The people who may do it; everyone, if none are given. */
  who?: "admins";
  /** Whether the palette offers it at once, or only to those who search for it. */
  palette?: "always" | "search";
  /** The page it leads to. */
  to?: string;
  run: (tools: Tools) => void;
};

const page = (to: string) => ({ to, run: ({ go }: Tools) => go(to) });
const overlay = (name: Overlay) => ({ run: ({ open }: Tools) => open(name) });
const theme = (name: Theme) => ({ run: ({ setTheme }: Tools) => setTheme(name), palette: "search" as const });

const LIST = [
  {
    id: "palette",
    icon: Search,
    keys: ["Mod+K", "/"],
    ...overlay("palette"),
  },
  { id: "newTask", icon: Plus, keys: ["N"], palette: "always", ...overlay("newTask") },
  { id: "newDirect", icon: PenLine, palette: "always", ...overlay("newDirect") },
  { id: "createChannel", icon: Plus, palette: "always", ...overlay("createChannel") },
  { id: "browse", icon: Compass, palette: "always", ...page("/browse") },
  { id: "people", icon: Users, palette: "always", ...page("/people") },
  { id: "search", icon: TextSearch, palette: "always", ...page("/search") },
  { id: "files", icon: Files, palette: "always", ...page(searchPath("has:file", { tab: "file" })) },
  { id: "saved", icon: Bookmark, palette: "always", ...page(searchPath("is:saved", { tab: "message" })) },
  {
    id: "searchHere",
    keys: ["Mod+F"],
    where: "channel",
    run: ({ go, channelId }) => go(searchPath(`in:${channelId}`)),
  },
  { id: "status", icon: Smile, palette: "search", ...overlay("status") },
  { id: "inbox", icon: Inbox, keys: ["G I"], palette: "always", ...page("/inbox") },
  { id: "threads", icon: MessagesSquare, keys: ["G T"], palette: "always", ...page("/threads") },
  {
    id: "markAllRead",
    icon: MailOpen,
    keys: ["Shift+Escape"],
    palette: "always",
    run: ({ markAllRead }) => markAllRead(),
  },
  {
    id: "undo",
    keys: ["Mod+Z"],
    palette: "always",
    run: ({ undo }) => undo(),
  },
  {
    id: "redo",
    keys: ["Mod+Shift+Z", "Mod+Y"],
    palette: "always",
    run: ({ redo }) => redo(),
  },
  { id: "board", icon: SquareKanban, keys: ["B"], palette: "always", ...page("/board") },
  { id: "myTasks", icon: ListTodo, keys: ["M"], palette: "always", ...page("/my-tasks") },
  { id: "waiting", icon: Timer, palette: "always", ...page("/my-tasks?show=waiting") },
  {
    id: "blockedBy",
    icon: OctagonPause,
    keys: ["Shift+B"],
    where: "task",
    palette: "always",
    run: ({ relate }) => relate("blockedBy"),
  },
  {
    id: "subtaskOf",
    icon: ListTodo,
    keys: ["Shift+P"],
    where: "task",
    palette: "always",
    run: ({ relate }) => relate("partOf"),
  },
  { id: "drafts", icon: PenLine, palette: "always", ...page("/drafts") },
  { id: "today", icon: Sunrise, palette: "always", ...page("/digest") },
  { id: "report", icon: ChartColumn, palette: "always", ...page("/report") },
  {
    id: "boardReport",
    icon: ChartColumn,
    keys: ["G R"],
    where: "channel",
    palette: "always",
    run: ({ go, channelId }) => go(boardReportPath(channelId)),
  },
  {
    id: "automations",
    icon: SquareKanban,
    where: "channel",
    palette: "search",
    ...overlay("automations"),
  },
  {
    id: "previousChannel",
    keys: ["Alt+Up"],
    run: ({ stepChannel }) => stepChannel(-1, false),
  },
  {
    id: "nextChannel",
    keys: ["Alt+Down"],
    run: ({ stepChannel }) => stepChannel(1, false),
  },
  {
    id: "previousUnread",
    keys: ["Alt+Shift+Up"],
    run: ({ stepChannel }) => stepChannel(-1, true),
  },
  {
    id: "nextUnread",
    keys: ["Alt+Shift+Down"],
    run: ({ stepChannel }) => stepChannel(1, true),
  },
  {
    id: "details",
    keys: ["Mod+."],
    where: "channel",
    run: ({ toggleDetails }) => toggleDetails(),
  },
  {
    id: "jumpToDate",
    icon: CalendarDays,
    keys: ["D"],
    where: "channel",
    palette: "always",
    ...overlay("jumpToDate"),
  },
  {
    id: "sidebar",
    icon: PanelLeft,
    keys: ["Mod+\\"],
    palette: "search",
    run: ({ toggleSidebar }) => toggleSidebar(),
  },
  {
    id: "closePane",
    keys: ["Escape"],
    where: "pane",
    run: ({ closePane }) => closePane(),
  },
  {
    id: "invite",
    icon: UserPlus,
    palette: "always",
    who: "admins",
    ...overlay("members"),
  },
  { id: "log", icon: ScrollText, palette: "always", who: "admins", ...page("/log") },
  { id: "emails", icon: Mail, palette: "always", who: "admins", ...page("/emails") },
  {
    id: "crons",
    icon: Timer,
    palette: "always",
    who: "admins",
    ...page("/crons"),
  },
  { id: "ai", icon: Sparkles, palette: "always", who: "admins", ...page("/ai") },
  { id: "server", icon: Server, palette: "always", who: "admins", ...page("/server") },
  {
    id: "settings",
    icon: Settings,
    keys: ["Mod+,"],
    palette: "always",
    ...overlay("settings"),
  },
  {
    id: "shortcuts",
    icon: Keyboard,
    keys: ["?"],
    palette: "always",
    ...overlay("shortcuts"),
  },
  { id: "lightTheme", icon: Sun, ...theme("light") },
  { id: "darkTheme", icon: Moon, ...theme("dark") },
  { id: "systemTheme", icon: Monitor, ...theme("system") },
  {
    id: "signOut",
    icon: LogOut,
    palette: "search",
    run: ({ signOut }) => signOut(),
  },
] as const satisfies readonly Command[];

export type CommandId = (typeof LIST)[number]["id"];

/** What a command is called. */
export const labelOf = (id: CommandId): string => texts.commands.labels[id];

export const COMMANDS: readonly (Command & { id: CommandId })[] = LIST;

const SIDEBAR: readonly string[] = [
  "inbox",
  "threads",
  "board",
  "myTasks",
  "drafts",
  "today",
  "report",
] satisfies CommandId[];

/** The pages that the sidebar leads to. */
export const LINKS = LIST.flatMap((command) =>
  "to" in command && SIDEBAR.includes(command.id) ? [command] : [],
);

export function isOffered({ where, who }: Command, tools: Tools): boolean {
  const isHere = { channel: tools.channelId !== "", pane: tools.isPaneOpen, task: tools.isTaskOpen };
  return (where === undefined || isHere[where]) && (who === undefined || tools.isAdmin);
}

/**
 * The command of a pressed key. While text is typed, only keys that write nothing count.
 *
 * @param before  the key that was pressed just before, which some combinations begin with ("G I")
 */
export function commandOfKey(event: KeyLike, isTyping: boolean, tools: Tools, before?: string) {
  return COMMANDS.find(
    (command) =>
      isOffered(command, tools) &&
      command.keys?.some((combo) => {
        const keys = combo.split(" ");
        const [first, last] = [keys[0], keys.at(-1) ?? ""];
        const isBegun = keys.length === 1 || first === before?.toUpperCase();
        return isBegun && !(isTyping && isPlain(combo)) && isCombo(event, last);
      }),
  );
}

/** Keys that write, or take back what was written. */
const isPlain = (combo: string): boolean =>
  !/(Mod|Alt)\+|Escape$/.test(combo) || combo === "Escape" || /^Mod\+(Shift\+)?[ZY]$/.test(combo);
