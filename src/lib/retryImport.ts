/** Loading parts of the app that come in chunks of their own, over a network that may be away for a while. */
import { pauseOrOnline } from "./pause";

const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 8_000;
/** So many failures with a network there mean that the chunk is gone: a newer version is on the server. */
const GONE_AFTER = 4;
const RELOAD_REST_MS = 60_000;
const RELOADED_KEY = "tandem:reloaded-at";

declare const isRetried: unique symbol;
type Load<T> = () => Promise<T>;
type RetriedLoad<T> = Load<T> & { readonly [isRetried]: true };

/** Takes the newer version, at most once a minute. Drafts and unsent messages are kept in the browser. */
function reloadOnce(): boolean {
  try {
    const last = Number(sessionStorage.getItem(RELOADED_KEY) ?? 0);
    if (Date.now() - last < RELOAD_REST_MS) return false;
    sessionStorage.setItem(RELOADED_KEY, String(Date.now()));
  } catch {
    return false; // without a memory of it, reloading could go on for ever
  }
  location.reload();
  return true;
}

/**
 * The same loader, which does not give up while the network is away: what waits for it shows its placeholder
 * instead of an error. It takes no loader that retries already, since the attempts would multiply.
 */
export function retryImport<T>(load: Load<T> & { readonly [isRetried]?: never }): RetriedLoad<T> {
  const retried: Load<T> = async () => {
    let failures = 0;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        return await load();
      } catch (error) {
        if (navigator.onLine) failures += 1;
        if (failures >= GONE_AFTER && !reloadOnce()) throw error;
        await pauseOrOnline(pauseMs);
      }
    }
  };
  return retried as RetriedLoad<T>;
}
