import { channelPath } from "@convex/shared/addresses";
import { useLocation, useNavigate } from "react-router";
import { type ChannelId } from "@/features/channels";
import { OPENS_END, useOpening, type Address } from "./useOpening";

/** Where the list of a channel opens, and the way to its end, which has an address of its own. */
export function useChannelOpening(
  channelId: ChannelId,
  address: Address | "loading" | undefined,
  hasUnread: boolean,
) {
  const navigate = useNavigate();
  const { search } = useLocation();
  const { opening, openEnd } = useOpening(channelId, { address, hasUnread, staysLeft: true });
  return {
    opening,
    openEnd: () => {
      if (address === undefined) openEnd();
      else void navigate({ pathname: channelPath(channelId), search }, { state: OPENS_END });
    },
  };
}
