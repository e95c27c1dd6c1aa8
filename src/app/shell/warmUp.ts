import { warmUpMessages } from "@/features/messages";
import { loadBoard, loadTaskPane } from "@/features/tasks";
import { loadItems } from "../nav/lazyItems";
import { loadOpenMenu } from "@/ui/floating/Menu";

/** What people open next, fetched while nothing else happens: it opens at once then, also without a network. */
const NEXT: readonly (() => Promise<unknown>)[] = [
  loadOpenMenu,
  loadItems,
  warmUpMessages,
  () => import("../pages/channel/ChannelPage"),
  () => import("../commands/CommandPalette"),
  loadBoard,
  loadTaskPane,
  () => import("../pages/channel/ChannelBoardPage"),
  () => import("../pages/BoardPage"),
  () => import("@/features/settings"),
  () => import("../pages/MyTasksPage"),
  () => import("../pages/BrowsePage"),
  () => import("../commands/ShortcutsSheet"),
  () => import("@/ui/floating/Toasts"),
];

const FIRST_MS = 1_500;

async function fetchAll(signal: AbortSignal): Promise<void> {
  try {
    for (const load of NEXT) {
      if (signal.aborted) return;
      await load();
    }
  } catch {
    // No network now: each part is fetched when it is opened.
  }
}

/** @returns stops it */
export function warmUp(): () => void {
  const stop = new AbortController();
  const timer = setTimeout(() => void fetchAll(stop.signal), FIRST_MS);
  return () => {
    clearTimeout(timer);
    stop.abort();
  };
}
