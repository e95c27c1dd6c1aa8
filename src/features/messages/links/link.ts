import { messagePath } from "@convex/shared/addresses";
import type { FeedMessage } from "../feed";

/** The link to a message, as it is sent. */
export const linkOf = ({ channelId, id }: Pick<FeedMessage, "channelId" | "id">): string =>
  location.origin + messagePath({ channelId, messageId: id ?? "" });
