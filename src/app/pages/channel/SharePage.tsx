import { channelPath } from "@convex/shared/addresses";
import { useNavigate } from "react-router";
import { SharedThing } from "@/features/messages";
import { texts } from "@/texts";
import { Page } from "@/ui/Page";

/** Where the device leads when another app shares something with this one. */
export function SharePage() {
  const navigate = useNavigate();
  return (
    <Page title={texts.push.share}>
      <SharedThing onPut={(channelId) => void navigate(channelPath(channelId), { replace: true })} />
    </Page>
  );
}
