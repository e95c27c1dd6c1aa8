import { LIMITS } from "@convex/shared/limits";
import type { Observable } from "@/lib/observable";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import type { FeedMessage } from "../feed";
import { canBeChosen, type Chosen, type Since } from "./chosen";

/** What is chosen after one more choice: with all of a range, or with one more, or with one less. */
export function withChoice(
  chosen: Chosen,
  message: FeedMessage,
  since: Since,
  listed: readonly FeedMessage[],
): Chosen {
  const first = since === "last" ? [...chosen.keys()].at(-1) : since?.key;
  const from = listed.findIndex(({ key }) => key === first);
  const to = listed.findIndex(({ key }) => key === message.key);
  const next = new Map(chosen);
  if (from >= 0 && to >= 0) {
    const between = listed.slice(Math.min(from, to), Math.max(from, to) + 1).filter(canBeChosen);
    for (const one of from < to ? between : between.toReversed()) makeLast(next, one);
  } else if (!next.delete(message.key) && canBeChosen(message)) next.set(message.key, message);
  return next;
}

function makeLast(chosen: Map<string, FeedMessage>, message: FeedMessage) {
  chosen.delete(message.key);
  chosen.set(message.key, message);
}

/** Chooses a message as `withChoice` says, up to the most. */
export function choose(
  store: Observable<Chosen>,
  message: FeedMessage,
  since: Since,
  listed: readonly FeedMessage[],
) {
  const next = withChoice(store.get(), message, since, listed);
  if (next.size > LIMITS.messagesChosen) toast.error(texts.choosing.most(LIMITS.messagesChosen));
  else store.set(next);
}

/** Says that messages are deleted, with one way back for all. */
export const tellRemoved = (count: number, bringBack: () => void) =>
  toast.undo(texts.choosing.deleted(count), bringBack);
