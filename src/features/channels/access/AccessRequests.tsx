import { usePeople } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import type { ChannelDetails } from "../useChannels";
import { useAccessActions, useAccessRequests } from "./useAccessRequests";

/** A bar for each person who asks to be let into the channel. */
export function AccessRequests({ channel }: { channel: ChannelDetails }) {
  const requests = useAccessRequests(channel);
  const { answer } = useAccessActions(channel._id);
  const people = usePeople();
  if (requests.length === 0) return null;
  return (
    <ul aria-label={texts.channels.accessRequests} className="max-h-32 shrink-0 overflow-y-auto border-b">
      {requests.map(({ userId }) => {
        const name = people.nameOf(userId);
        return (
          <li
            key={userId}
            className="flex flex-wrap items-center gap-x-2 gap-y-1 bg-accent-soft px-4 py-1.5 text-small max-wide:px-3"
          >
            <Avatar id={userId} name={name} picture={people.get(userId)?.picture} size={20} />
            <span dir="auto" className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              {texts.channels.asksToJoin(name)}
            </span>
            <Button
              size="small"
              aria-label={texts.channels.addNamed(name)}
              onClick={() => void reportRefusal(answer(userId, true))}
            >
              {texts.channels.add}
            </Button>
            <Button
              size="small"
              look="ghost"
              aria-label={texts.channels.dismissNamed(name)}
              onClick={() => void reportRefusal(answer(userId, false))}
            >
              {texts.channels.dismiss}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
