/** The standard emoji by the names that people type between colons. */
import { Observable } from "@/lib/observable";

export type NamedEmoji = { name: string; emoji: string };

/** Empty until they are loaded; several names of one emoji stand beside each other. */
export const standardEmoji = new Observable<readonly NamedEmoji[]>([]);

let loading: Promise<void> | undefined;

/** Once for a window; after a failure the next call tries again. */
export async function loadStandardEmoji(): Promise<void> {
  loading ??= load().catch(() => {
    loading = undefined;
  });
  await loading;
}

async function load(): Promise<void> {
  const answer = await fetch("/emojibase/en/names.json");
  if (!answer.ok) throw new Error(`No names of emoji: ${answer.status}`);
  const pairs = (await answer.json()) as [name: string, emoji: string][];
  standardEmoji.set(pairs.map(([name, emoji]) => ({ name, emoji })));
}
