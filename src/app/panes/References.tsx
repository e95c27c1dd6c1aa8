import { channelPath } from "@convex/shared/addresses";
import { Suspense, type ReactNode } from "react";
import { Link } from "react-router";
import { useChannels } from "@/features/channels";
import { TaskReference } from "@/features/tasks";
import { ReferenceContext, type Reference } from "@/ui/markdown/Markdown";
import { usePane } from "./usePane";

/** Draws the channels and tasks that texts name, for views everywhere. */
export function References({ children }: { children: ReactNode }) {
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
  return (
    <Suspense fallback={raw}>
      <TaskReference number={number} raw={raw} onOpen={(taskId) => pane.open("task", taskId)} />
    </Suspense>
  );
}
