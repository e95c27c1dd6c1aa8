import type { Id } from "@convex/_generated/dataModel";
import { useEffect, useSyncExternalStore, type ReactNode } from "react";
import type { ChannelDetails } from "@/features/channels";
import { Observable } from "@/lib/observable";
import { retryImport } from "@/lib/retryImport";
import { useIsKeptOpen } from "@/platform/device/useIsKeptOpen";
import type { BookmarksBar as Bar } from "./BookmarksBar";
import { useBookmarks } from "./useBookmarks";

type Loaded = { Bar?: typeof Bar | (() => null) };
const loaded = new Observable<Loaded>({});
const load = retryImport(async () => (await import("../later/soon")).BookmarksBar);

/**
 * Draws the row of a channel's bookmarks; undefined while it is not known whether there is one, so that what stands below
 * it need not move. It waits in no boundary: React shows what comes after a placeholder a third of a second late.
 */
export function useBookmarksBar(
  channelId: Id<"channels">,
): ((channel: ChannelDetails) => ReactNode) | undefined {
  const bookmarks = useBookmarks(channelId);
  const isKeptOpen = useIsKeptOpen();
  const { Bar } = useSyncExternalStore(loaded.subscribe, loaded.get);
  useEffect(() => {
    load().then(
      (Bar) => loaded.set({ Bar }),
      // A channel is read without its bookmarks where these cannot be drawn.
      () => loaded.set({ Bar: () => null }),
    );
  }, []);
  if (!bookmarks) return isKeptOpen ? () => null : undefined;
  if (bookmarks.length === 0) return () => null;
  return Bar && ((channel) => <Bar channel={channel} />);
}
