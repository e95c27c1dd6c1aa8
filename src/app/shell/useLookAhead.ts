import { useConvex } from "convex/react";
import { useEffect } from "react";
import type { ChannelId } from "@/features/channels";
import { lookAhead } from "./lookAhead";

/** By then the page asks by itself, or the button was let go elsewhere. */
const HELD_MS = 2_000;

/** The channel that a link leads to, at its end. */
function channelOf({ origin, pathname }: HTMLAnchorElement): ChannelId | undefined {
  if (origin !== location.origin) return undefined;
  return /^\/c\/(\w+)$/.exec(pathname)?.[1] as ChannelId | undefined;
}

/**
 * What a channel shows first is asked for as soon as a button is pressed on a link to it: it is let go a tenth of a second
 * later. A finger may be about to scroll.
 */
export function useLookAhead(): void {
  const client = useConvex();
  useEffect(() => {
    let stop = () => {};
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = () => {
      clearTimeout(timer);
      stop();
      stop = () => {};
    };
    const look = ({ target, button, pointerType }: PointerEvent) => {
      const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href]") : null;
      const channelId = link && channelOf(link);
      if (!channelId || button !== 0 || pointerType === "touch") return;
      const begun = lookAhead(client, channelId);
      // What was asked for before ends after that: pressed twice, it is still asked for once.
      end();
      stop = begun;
      timer = setTimeout(end, HELD_MS);
    };
    document.addEventListener("pointerdown", look);
    return () => {
      document.removeEventListener("pointerdown", look);
      end();
    };
  }, [client]);
}
