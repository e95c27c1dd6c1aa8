import { targetOf, type Target } from "@convex/shared/addresses";
import { linksIn } from "@convex/shared/markdown/links";

/** Links of one message that show what they lead to. */
const MOST = 3;

/** What the first links of a text into this app lead to, each once; not those of quotes, which show what they lead to. */
export function targetsIn(text: string): Target[] {
  const targets = new Map<string, Target>();
  for (const href of linksIn(text)) {
    const url = URL.parse?.(href);
    const target = url?.origin === location.origin ? targetOf(url) : undefined;
    if (target) targets.set(JSON.stringify(target), target);
    if (targets.size === MOST) break;
  }
  return [...targets.values()];
}
