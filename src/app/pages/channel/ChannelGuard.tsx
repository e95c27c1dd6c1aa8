import { Suspense, type ComponentType } from "react";
import { useLocation, useParams } from "react-router";
import { AskForAccess, toChannelId, type ChannelId } from "@/features/channels";
import { TypedInGone } from "@/features/messages";
import { texts } from "@/texts";
import { PaneError } from "../../panes/PaneError";
import { NotFoundPage } from "../NotFoundPage";

type Props = { content: ComponentType<{ channelId: ChannelId }> };

/** A page of the channel in the address. Where that leads nowhere, or access ended, it says so. */
export function ChannelGuard({ content: Content }: Props) {
  const { pathname } = useLocation();
  const channelId = toChannelId(useParams()["channelId"]);
  if (!channelId) return <NotFoundPage />;
  return (
    <PaneError
      resetKey={pathname}
      gone={texts.shell.gone.channel}
      goneAction={(retry) => (
        <Suspense fallback={null}>
          <TypedInGone id={channelId} />
          <AskForAccess channelId={channelId} onLetIn={retry} />
        </Suspense>
      )}
    >
      <Content key={channelId} channelId={channelId} />
    </PaneError>
  );
}
