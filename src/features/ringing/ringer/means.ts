/** How windows of one browser agree, and how it shows notifications. */
import { readLocal, writeLocal } from "@/platform/localStore";
import { texts } from "@/texts";
import { plays, permission, wantsNotifications } from "../browser";
import type { Means, Ring } from "./ringer";
import { playSound } from "./sound";

const CLAIMED = "ringing:claimed";
const MOST_CLAIMED = 100;
const LOOKING = "tandem:looking:";

/** One window at a time. Where a browser has no locks, as without TLS, two windows may claim the same at once. */
async function exclusively<T>(work: () => T): Promise<T> {
  const locks = globalThis.navigator.locks as LockManager | undefined;
  return locks ? await locks.request("tandem:claim", work) : work();
}

async function claim(id: string): Promise<boolean> {
  return await exclusively(() => {
    const claimed = (readLocal(CLAIMED) ?? "").split(" ");
    if (claimed.includes(id)) return false;
    writeLocal(CLAIMED, [...claimed, id].slice(-MOST_CLAIMED).join(" "));
    return true;
  });
}

/** Says to all windows that somebody looks at these places, until it is stopped or the window is gone. */
export function lookAt(places: readonly string[]): () => void {
  const locks = globalThis.navigator.locks as LockManager | undefined;
  const stop = new AbortController();
  const released = new Promise<void>((resolve) => stop.signal.addEventListener("abort", () => resolve()));
  for (const place of places)
    // Refused where it is stopped before it was granted.
    locks
      ?.request(LOOKING + place, { mode: "shared", signal: stop.signal }, async () => await released)
      .catch(() => undefined);
  return () => stop.abort();
}

/** @param here  whether somebody looks at a place in this window */
async function isLookedAt(place: string, here: (place: string) => boolean): Promise<boolean> {
  if (here(place)) return true;
  const locks = globalThis.navigator.locks as LockManager | undefined;
  const { held = [] } = (await locks?.query()) ?? {};
  return held.some(({ name }) => name === LOOKING + place);
}

type Told = { here: (place: string) => boolean; open: (path: string) => void };

export function meansOf({ here, open }: Told): Means {
  const shown = new Map<string, ReturnType<typeof notify>>();
  return {
    claim,
    isLookedAt: async (place) => await isLookedAt(place, here),
    show: (ring, count) => {
      if (!wantsNotifications() || permission() !== "granted") return;
      shown.set(ring.place, notify(ring, count, open));
    },
    close: (place) => {
      // Also one that is on its way.
      void shown.get(place)?.then(async (made) => {
        made?.close();
        await closeWorkers(place);
      });
      shown.delete(place);
    },
    play: () => {
      // A browser that plays nothing yet is no mistake.
      if (plays()) playSound().catch(() => undefined);
    },
  };
}

/** The service worker of the app, where it has one: phones show its notifications alone, and pushes come to the same ones. */
async function worker(): Promise<ServiceWorkerRegistration | undefined> {
  const { serviceWorker } = globalThis.navigator as Partial<Navigator>;
  return await serviceWorker?.getRegistration().catch(() => undefined);
}

async function closeWorkers(tag: string): Promise<void> {
  for (const shown of (await (await worker())?.getNotifications({ tag })) ?? []) shown.close();
}

async function notify(
  { title, body: line, path, at, place: tag }: Ring,
  count: number,
  open: (path: string) => void,
): Promise<Notification | undefined> {
  const body = count > 1 ? texts.ringing.more(line, count - 1) : line;
  // A push of the same event knows it by its time and path, and takes its place.
  const options = { body, tag, renotify: true, silent: true, data: { path, at, lines: [line] } };
  const registration = await worker();
  try {
    if (registration?.active) {
      await registration.showNotification(title, options);
      return undefined;
    }
    const shown = new Notification(title, options);
    shown.addEventListener("click", () => {
      window.focus();
      open(path);
      shown.close();
    });
    return shown;
  } catch {
    // Phones show notifications of service workers alone, and a browser may have taken the permission back.
    return undefined;
  }
}
