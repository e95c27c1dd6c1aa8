import { useEffect } from "react";
import { useLocation, useNavigate, useParams } from "react-router";
import { useNews } from "@/features/channels";
import { ringTag } from "@convex/shared/push/pushData";
import { useRinger } from "@/features/ringing";
import { usePane } from "@/ui/pane/usePane";

/** Stands beside the page: rings of what is new, and counts on the app's picture. */
export default function Ringing() {
  const { channelId } = useParams();
  const { pathname } = useLocation();
  const pane = usePane();
  const navigate = useNavigate();
  const { loud } = useNews();
  const places = [
    // The tabs of a channel that show something else do not show its messages.
    ...(channelId && !/\/(board|files)$/.test(pathname) ? [ringTag({ channelId })] : []),
    ...(pane.name === "thread" ? [ringTag({ threadId: pane.id })] : []),
    ...(pane.name === "task" ? [ringTag({ taskId: pane.id })] : []),
  ].filter((place) => place !== undefined);
  useRinger(places, (path) => void navigate(path));
  useEffect(() => {
    if (!("setAppBadge" in navigator_)) return;
    // Refused where the app is not installed.
    (loud > 0 ? navigator_.setAppBadge(loud) : navigator_.clearAppBadge()).catch(() => undefined);
  }, [loud]);
  return null;
}

const navigator_ = globalThis.navigator as Navigator;
