import { File, Share2 } from "lucide-react";
import { useChannels, type ChannelId } from "@/features/channels";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { Icon } from "@/ui/Icon";
import { LoadingLines } from "@/ui/Skeleton";
import { Targets } from "../links/Targets";
import type { ForwardTo } from "../links/useForward";
import { useShared } from "./useShared";

/** Asks where something goes that another app has shared. */
export default function SharedThing({ onPut }: { onPut: (channelId: ChannelId) => void }) {
  const { shared, put, discard } = useShared();
  const channels = useChannels();
  if (shared === undefined || !channels) return <LoadingLines label={texts.ui.loading} />;
  if (shared === null)
    return (
      <Empty icon={Share2} title={texts.push.nothingShared}>
        {texts.push.howToShare}
      </Empty>
    );
  const handlePick = async (to: ForwardTo) => {
    const channelId = await put(to);
    if (channelId) onPut(channelId);
  };
  return (
    <div className="mx-auto grid w-full max-w-140 gap-4 overflow-y-auto p-4">
      <div className="grid gap-2 rounded-pane border bg-bg-raised p-3">
        {shared.text !== "" && (
          <p dir="auto" className="line-clamp-6 [overflow-wrap:anywhere] whitespace-pre-wrap">
            {shared.text}
          </p>
        )}
        {shared.files.map((file, i) => (
          // Two of them may have one name.
          <p key={`${i} ${file.name}`} className="flex min-w-0 items-center gap-2 text-text-muted">
            <Icon of={File} size={15} className="shrink-0" />
            <bdi className="truncate">{file.name}</bdi>
          </p>
        ))}
      </div>
      <Targets
        label={texts.push.shareTo}
        channels={channels}
        onPick={(to) => void reportRefusal(handlePick(to))}
      />
      <div>
        <Button look="ghost" onClick={() => void discard()}>
          {texts.push.discard}
        </Button>
      </div>
    </div>
  );
}
