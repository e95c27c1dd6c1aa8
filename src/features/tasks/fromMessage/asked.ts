import type { Id } from "@convex/_generated/dataModel";
import { Observable } from "@/lib/observable";

type MessageId = Id<"messages">;

/** The message for which a column is asked. */
export const askedFor = new Observable<MessageId | undefined>(undefined);

/** Asks in which column of its channel's board the task of a message is to be. */
export const askForColumn = (messageId: MessageId): void => askedFor.set(messageId);
