import { api } from "@convex/_generated/api";
import { taskLabel } from "@convex/shared/tasks";
import { useQuery } from "convex/react";
import { useState, type RefObject } from "react";
import { ChannelIcon, useChannels } from "@/features/channels";
import { useMyId } from "@/features/users";
import { fold } from "@/lib/text";
import { texts } from "@/texts";
import type { CompletionSource } from "@/ui/form/CompletionBox";
import { isInCode } from "./lines";
import { insertText } from "@/lib/insertText";

/** A sign alone at the beginning of a line may become a heading. */
const CHANNEL = /(?:(?:^|[\s(])#([\p{L}\p{M}\p{N}_-]{1,80})|[^\n][\s(]#())$/u;
const TASK = /(?:^|[\s(])(T-[\p{L}\p{N}]{1,30})$/iu;
const MOST_SHOWN = 8;

type Field = RefObject<HTMLTextAreaElement | null>;

/** Puts what was chosen in the place of what was typed. */
function complete({ current: area }: Field, typed: string, text: string): void {
  if (!area) return;
  const end = area.selectionStart;
  insertText(area, end - typed.length, end, text);
}

const typedIn = (before: string | undefined, pattern: RegExp): string | undefined => {
  if (before === undefined || isInCode(before)) return undefined;
  const match = pattern.exec(before);
  return match?.[1] ?? match?.[2];
};

/** The channels of mine that are offered after a #. */
export function useChannelBox(field: Field): CompletionSource {
  const [typed, setTyped] = useState<string>();
  const channels = useChannels();
  const meId = useMyId();
  const wanted = fold(typed ?? "");
  const begins = (name: string) => Number(fold(name).startsWith(wanted));
  const hits =
    typed === undefined
      ? []
      : (channels ?? [])
          .filter(
            ({ kind, name, archivedAt }) => kind !== "direct" && !archivedAt && fold(name).includes(wanted),
          )
          .toSorted((a, b) => begins(b.name) - begins(a.name) || a.name.localeCompare(b.name))
          .slice(0, MOST_SHOWN);
  return {
    label: texts.channels.channels,
    said: texts.messages.channelsFound(hits.length),
    options: hits.map((channel) => ({
      key: channel._id,
      leading: <ChannelIcon channel={channel} meId={meId} />,
      label: channel.name,
    })),
    follow: (before) => setTyped(typedIn(before, CHANNEL)),
    pick: (index) => {
      const hit = hits[index];
      if (hit && typed !== undefined) complete(field, typed, `${hit.name} `);
      setTyped(undefined);
    },
    waitForFirst: () => false,
  };
}

/** Outside of the hook, where the compiler would keep all texts together in a variable of its own. */
const listOfTasks = () => texts.messages.tasks;

/** The tasks that are offered after T-, by their number or words of their titles. */
export function useTaskBox(field: Field): CompletionSource {
  const [typed, setTyped] = useState<string>();
  const text = typed && (/\d$/u.test(typed) ? typed : typed.slice(2));
  const hits = useQuery(api.tasks.find, text ? { text } : "skip")?.slice(0, MOST_SHOWN) ?? [];
  return {
    label: listOfTasks(),
    said: texts.messages.tasksFound(hits.length),
    options: hits.map((task) => ({
      key: task._id,
      leading: <span className="tabular shrink-0 text-text-muted">{taskLabel(task)}</span>,
      label: task.title,
      note: texts.tasks.statuses[task.status],
    })),
    follow: (before) => setTyped(typedIn(before, TASK)),
    pick: (index) => {
      const hit = hits[index];
      if (hit && typed !== undefined) complete(field, typed, `${taskLabel(hit)} `);
      setTyped(undefined);
    },
    waitForFirst: () => false,
  };
}
