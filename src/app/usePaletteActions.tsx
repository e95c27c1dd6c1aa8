import {
  ChartColumn,
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
  Sunrise,
  type LucideIcon,
} from "lucide-react";
import { useNavigate } from "react-router";
import { setTheme } from "@/platform/theme";
import { openOverlay } from "./overlays";
import type { PaletteItem } from "./paletteItem";

/** What the palette can do besides jumping. */
export function usePaletteActions(): PaletteItem[] {
  const navigate = useNavigate();
  const action = (label: string, Picture: LucideIcon, run: () => void, keys?: string): PaletteItem => ({
    id: `action-${label}`,
    group: "Actions",
    label,
    picture: <Picture size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-text-muted" />,
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
    action("Open today's digest", Sunrise, () => void navigate("/digest")),
    action("Open the weekly report", ChartColumn, () => void navigate("/report")),
    action("Settings", Settings, () => openOverlay("settings"), "Mod+,"),
    action("Keyboard shortcuts", Keyboard, () => openOverlay("shortcuts"), "?"),
    { ...action("Light theme", Sun, () => setTheme("light")), isSearchOnly: true },
    { ...action("Dark theme", Moon, () => setTheme("dark")), isSearchOnly: true },
    { ...action("Theme like the system", Monitor, () => setTheme("system")), isSearchOnly: true },
  ];
}
