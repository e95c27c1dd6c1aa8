import type { Id } from "@convex/_generated/dataModel";
import { Observable } from "@/lib/observable";

/** For what a time is to be chosen. */
export type Asked =
  | { kind: "remind"; messageId: Id<"messages"> }
  | { kind: "remind"; taskId: Id<"tasks"> }
  /** `id`: of the channel, or of the first message of the thread, whose composer it is. */
  | { kind: "send"; channelId: Id<"channels">; id: string };

export const asked = new Observable<Asked | undefined>(undefined);

/** Asks when something is to be: the dialog comes by itself, with the rest of what waits for its time. */
export const askWhen = (what: Asked): void => asked.set(what);
