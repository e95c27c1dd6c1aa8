import { Bell, BellOff, CircleCheck, CircleDot } from "lucide-react";
import { ThreadRing } from "@/features/ringing";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import type { Id } from "@convex/_generated/dataModel";
import type { useThreadState } from "./useThreadState";

type Props = {
  threadId: Id<"messages">;
  state: ReturnType<typeof useThreadState>;
  isResolved: boolean;
  canResolve: boolean;
};

/** What can be done with a whole thread, in the head of its pane. */
export function ThreadTools({ threadId, state, isResolved, canResolve }: Props) {
  const { isFollowing, setFollowing, setResolved } = state;
  return (
    <>
      {canResolve && (
        <IconButton
          label={isResolved ? texts.threads.reopen : texts.threads.resolve}
          aria-pressed={isResolved}
          isSmall
          onClick={() => setResolved(!isResolved)}
        >
          <Icon of={isResolved ? CircleCheck : CircleDot} />
        </IconButton>
      )}
      {isFollowing !== undefined && (
        <IconButton
          label={isFollowing ? texts.threads.unfollow : texts.threads.follow}
          aria-pressed={isFollowing}
          isSmall
          onClick={() => setFollowing(!isFollowing)}
        >
          <Icon of={isFollowing ? Bell : BellOff} />
        </IconButton>
      )}
      <ThreadRing threadId={threadId} />
    </>
  );
}
