import { useEffect, useEffectEvent } from "react";
import { useNavigate, useParams } from "react-router";
import { useUnread } from "@/features/channels";
import { isCombo, isTyping } from "@/lib/keys";
import { openOverlay } from "./overlays";
import { usePane } from "./usePane";

/** Goes up and down the sidebar's channels, all of them or the unread ones. */
function useChannelStep(): (by: 1 | -1, onlyUnread: boolean) => void {
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

/** Keys that work everywhere. Plain letters only while nothing is being typed and nothing lies over the shell. */
export function useShortcuts(): void {
  const navigate = useNavigate();
  const pane = usePane();
  const step = useChannelStep();
  const { channelId } = useParams();

  const actions: Record<string, () => void> = {
    "Mod+K": () => openOverlay("palette"),
    "Mod+,": () => openOverlay("settings"),
    "Mod+.": () => channelId && (pane.name === "details" ? pane.close() : pane.open("details")),
    "Alt+Up": () => step(-1, false),
    "Alt+Down": () => step(1, false),
    "Alt+Shift+Up": () => step(-1, true),
    "Alt+Shift+Down": () => step(1, true),
  };
  const letters: Record<string, () => void> = {
    "?": () => openOverlay("shortcuts"),
    N: () => openOverlay("newTask"),
    B: () => void navigate("/board"),
    M: () => void navigate("/my-tasks"),
    "/": () => openOverlay("palette"),
    Escape: () => pane.name && pane.close(),
  };

  const handleKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector("[role=dialog],[role=menu]")) return;
    const all = !isTyping(event.target) ? { ...actions, ...letters } : actions;
    const combo = Object.keys(all).find((candidate) => isCombo(event, candidate));
    if (!combo) return;
    event.preventDefault();
    all[combo]?.();
  });

  useEffect(() => {
    const listener = (event: KeyboardEvent) => handleKey(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
}
