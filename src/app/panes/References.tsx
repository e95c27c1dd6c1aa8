import { channelPath } from "@convex/shared/addresses";
import { useEffect, useSyncExternalStore, type ReactNode } from "react";
import { Link } from "react-router";
import { useChannels } from "@/features/channels";
import { loadTaskReference } from "@/features/tasks";
import { Observable } from "@/lib/observable";
import { ReferenceContext, type Reference } from "@/ui/markdown/Markdown";
import { usePending } from "@/ui/Settled";
import { usePane } from "@/ui/pane/usePane";

type TaskReference = Awaited<ReturnType<typeof loadTaskReference>>;

/** What draws tasks. It does not wait in a boundary: React shows what comes after a placeholder a third of a second late. */
const loaded = new Observable<{ TaskReference?: TaskReference }>({});
let isAsked = false;

/** Draws the channels and tasks that texts name, for views everywhere. */
export function References({ children }: { children: ReactNode }) {
  useEffect(() => {
    if (isAsked) return;
    isAsked = true;
    void loadTaskReference().then((TaskReference) => loaded.set({ TaskReference }));
  }, []);
  return <ReferenceContext value={draw}>{children}</ReferenceContext>;
}

const draw = ({ kind, name, raw }: Reference) =>
  kind === "channel" ? <ChannelReference name={name} raw={raw} /> : <Task number={Number(name)} raw={raw} />;

/** A channel of mine by its name: of others nobody is told that there are any. */
function ChannelReference({ name, raw }: Pick<Reference, "name" | "raw">) {
  const channel = useChannels()?.find((one) => one.name === name.toLowerCase() && one.kind !== "direct");
  if (!channel) return raw;
  return (
    <Link to={channelPath(channel._id)} draggable={false} className="mention">
      {raw}
    </Link>
  );
}

function Task({ number, raw }: { number: number; raw: string }) {
  const pane = usePane();
  const { TaskReference } = useSyncExternalStore(loaded.subscribe, loaded.get);
  usePending(!TaskReference);
  if (!TaskReference) return raw;
  return <TaskReference number={number} raw={raw} onOpen={(taskId) => pane.open("task", taskId)} />;
}
