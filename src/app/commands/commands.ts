/** What can be done from anywhere. The palette, the menus, the keys and the sheet of shortcuts read this one list. */
import {
  ChartColumn,
  Compass,
  Keyboard,
  ListTodo,
  LogOut,
  Mail,
  Monitor,
  Moon,
  PanelLeft,
  PenLine,
  Plus,
  ScrollText,
  Search,
  Settings,
  Sparkles,
  SquareKanban,
  Sun,
  Sunrise,
  Timer,
  UserPlus,
} from "lucide-react";
import { isCombo, type KeyLike } from "@/lib/keys";
import type { Theme } from "@/platform/theme";
import type { IconShape } from "@/ui/Icon";
import type { Overlay } from "./overlays";

/** What commands act through. */
export type Tools = {
  isAdmin: boolean;
  /** Whether this server itself invites people. */
  canInvite: boolean;
  isInChannel: boolean;
  isPaneOpen: boolean;
  go: (path: string) => void;
  open: (overlay: Overlay) => void;
  toggleDetails: () => void;
  closePane: () => void;
  toggleSidebar: () => void;
  /** To the channel above (-1) or below (1) in the sidebar. */
  stepChannel: (by: 1 | -1, onlyUnread: boolean) => void;
  setTheme: (theme: Theme) => void;
  signOut: () => void;
};

export type Command = {
  id: string;
  label: string;
  icon?: IconShape;
  /** All that work; menus show the first. */
  keys?: readonly string[];
  /** Where it can be done; anywhere, if it does not say. */
  where?: "channel" | "pane";
  /** Who may do it; everybody, if it does not say. */
  who?: "admins" | "inviters";
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
    label: "Jump to a channel, person, task or action",
    icon: Search,
    keys: ["Mod+K", "/"],
    ...overlay("palette"),
  },
  { id: "newTask", label: "New task", icon: Plus, keys: ["N"], palette: "always", ...overlay("newTask") },
  { id: "newDirect", label: "New direct message", icon: PenLine, palette: "always", ...overlay("newDirect") },
  { id: "createChannel", label: "New channel", icon: Plus, palette: "always", ...overlay("createChannel") },
  { id: "browse", label: "Browse channels", icon: Compass, palette: "always", ...page("/browse") },
  { id: "board", label: "Board", icon: SquareKanban, keys: ["B"], palette: "always", ...page("/board") },
  { id: "myTasks", label: "My tasks", icon: ListTodo, keys: ["M"], palette: "always", ...page("/my-tasks") },
  { id: "today", label: "Today", icon: Sunrise, palette: "always", ...page("/digest") },
  { id: "report", label: "Weekly report", icon: ChartColumn, palette: "always", ...page("/report") },
  {
    id: "previousChannel",
    label: "Previous channel",
    keys: ["Alt+Up"],
    run: ({ stepChannel }) => stepChannel(-1, false),
  },
  {
    id: "nextChannel",
    label: "Next channel",
    keys: ["Alt+Down"],
    run: ({ stepChannel }) => stepChannel(1, false),
  },
  {
    id: "previousUnread",
    label: "Previous unread channel",
    keys: ["Alt+Shift+Up"],
    run: ({ stepChannel }) => stepChannel(-1, true),
  },
  {
    id: "nextUnread",
    label: "Next unread channel",
    keys: ["Alt+Shift+Down"],
    run: ({ stepChannel }) => stepChannel(1, true),
  },
  {
    id: "details",
    label: "Channel details",
    keys: ["Mod+."],
    where: "channel",
    run: ({ toggleDetails }) => toggleDetails(),
  },
  {
    id: "sidebar",
    label: "Fold or unfold the sidebar",
    icon: PanelLeft,
    keys: ["Mod+\\"],
    palette: "search",
    run: ({ toggleSidebar }) => toggleSidebar(),
  },
  {
    id: "closePane",
    label: "Close panel",
    keys: ["Escape"],
    where: "pane",
    run: ({ closePane }) => closePane(),
  },
  {
    id: "invite",
    label: "Invite people",
    icon: UserPlus,
    palette: "always",
    who: "inviters",
    ...overlay("members"),
  },
  { id: "log", label: "Log", icon: ScrollText, palette: "always", who: "admins", ...page("/log") },
  { id: "emails", label: "Emails", icon: Mail, palette: "always", who: "admins", ...page("/emails") },
  {
    id: "crons",
    label: "Scheduled work",
    icon: Timer,
    palette: "always",
    who: "admins",
    ...page("/crons"),
  },
  { id: "ai", label: "AI", icon: Sparkles, palette: "always", who: "admins", ...page("/ai") },
  {
    id: "settings",
    label: "Settings",
    icon: Settings,
    keys: ["Mod+,"],
    palette: "always",
    ...overlay("settings"),
  },
  {
    id: "shortcuts",
    label: "Keyboard shortcuts",
    icon: Keyboard,
    keys: ["?"],
    palette: "always",
    ...overlay("shortcuts"),
  },
  { id: "lightTheme", label: "Theme: Light", icon: Sun, ...theme("light") },
  { id: "darkTheme", label: "Theme: Dark", icon: Moon, ...theme("dark") },
  { id: "systemTheme", label: "Theme: System", icon: Monitor, ...theme("system") },
  {
    id: "signOut",
    label: "Sign out",
    icon: LogOut,
    palette: "search",
    run: ({ signOut }) => signOut(),
  },
] as const satisfies readonly Command[];

export type CommandId = (typeof LIST)[number]["id"];

export const COMMANDS: readonly (Command & { id: CommandId })[] = LIST;

const SIDEBAR: readonly string[] = ["board", "myTasks", "today", "report"] satisfies CommandId[];

/** The pages that the sidebar leads to. */
export const LINKS = LIST.flatMap((command) =>
  "to" in command && SIDEBAR.includes(command.id) ? [command] : [],
);

export function isOffered({ where, who }: Command, tools: Tools): boolean {
  const isHere = { channel: tools.isInChannel, pane: tools.isPaneOpen };
  const isAllowed = { admins: tools.isAdmin, inviters: tools.canInvite };
  return (where === undefined || isHere[where]) && (who === undefined || isAllowed[who]);
}

/** The command of a pressed key. While text is typed, only keys that write nothing count. */
export function commandOfKey(event: KeyLike, isTyping: boolean, tools: Tools) {
  return COMMANDS.find(
    (command) =>
      isOffered(command, tools) &&
      command.keys?.some((combo) => !(isTyping && isPlain(combo)) && isCombo(event, combo)),
  );
}

const isPlain = (combo: string): boolean => !/(Mod|Alt)\+/.test(combo);
