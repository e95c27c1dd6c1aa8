/**
 * What this browser remembers. Storage may be full or refused (private windows), so nothing here throws
 * and nothing depends on it being there.
 */
const PREFIX = "tandem:";

export function readLocal(key: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function writeLocal(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, value);
  } catch {
    // Nowhere to keep it: the screen goes on without.
  }
}

export function localKeys(prefix: string): string[] {
  const keys: string[] = [];
  try {
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i);
      if (key?.startsWith(PREFIX + prefix)) keys.push(key.slice(PREFIX.length));
    }
  } catch {
    // As above.
  }
  return keys;
}

/** Calls back with the key when another tab changes one that begins with `prefix`. */
export function onLocalChange(prefix: string, listener: (key: string) => void): () => void {
  const handle = ({ key }: StorageEvent) => {
    if (key?.startsWith(PREFIX + prefix)) listener(key.slice(PREFIX.length));
  };
  addEventListener("storage", handle);
  return () => removeEventListener("storage", handle);
}
