/** This window and the service worker of the app: only the built app has one, and only secure addresses. */
import { shows, type FromWorker } from "@/lib/fromWorker";
import { Observable } from "@/lib/observable";

/** Whether there is a newer version than the one this window shows. */
export const isOutdated = new Observable(false);

const LOOK_MS = 30 * 60_000;
const SHELL = "shell ";

export const canHaveWorker = (): boolean =>
  import.meta.env.PROD && globalThis.isSecureContext && "serviceWorker" in navigator;

/** Undefined where there is none. */
export async function registration(): Promise<ServiceWorkerRegistration | undefined> {
  return canHaveWorker() ? await navigator.serviceWorker.getRegistration() : undefined;
}

/** The newest version that is kept has other parts than this window began with. */
async function look(): Promise<void> {
  const own = document.querySelector('script[type="module"][src]')?.getAttribute("src");
  const newest = (await caches.keys()).findLast((name) => name.startsWith(SHELL));
  const page = newest && (await (await caches.open(newest)).match("/"));
  if (own && page) isOutdated.set(!(await page.text()).includes(own));
}

/**
 * Starts the service worker, and looks for newer ones while the window is open.
 *
 * @param onOpen  a click on a notification wants a place to be shown
 * @returns stops it
 */
export function startWorker(onOpen: (path: string) => void): () => void {
  if (!canHaveWorker()) return () => {};
  const { serviceWorker } = navigator;
  const handleMessage = ({ data, ports }: MessageEvent<FromWorker>) => {
    if (data.type === "open") onOpen(data.path);
    else ports[0]?.postMessage(shows(location, data.tag));
  };
  const handleChange = () => void look().catch(() => undefined);
  const update = () =>
    void registration()
      .then(async (found) => await found?.update())
      .catch(() => undefined);
  serviceWorker.addEventListener("message", handleMessage);
  serviceWorker.addEventListener("controllerchange", handleChange);
  const timer = setInterval(update, LOOK_MS);
  // Without it the app works as before.
  serviceWorker.register("/sw.js").catch(() => undefined);
  return () => {
    clearInterval(timer);
    serviceWorker.removeEventListener("message", handleMessage);
    serviceWorker.removeEventListener("controllerchange", handleChange);
  };
}
