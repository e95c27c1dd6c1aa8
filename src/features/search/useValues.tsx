import { api } from "@convex/_generated/api";
import { HAS, IS, type OperatorName } from "@convex/shared/search/query";
import { TASK_PRIORITIES } from "@convex/shared/board/facts";
import { TASK_CATEGORIES } from "@convex/shared/tasks";
import { useQuery } from "convex/react";
import { AtSign, Calendar, Tag } from "lucide-react";
import type { ReactNode } from "react";
import { ChannelIcon, channelTitle, useChannels } from "@/features/channels";
import { columnTitle, useColumns } from "@/features/tasks";
import { useFoundPeople, useMyId, usePeople } from "@/features/users";
import { fold } from "@/lib/text";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { Icon } from "@/ui/Icon";
import { DATES } from "./operatorDates";

export type Value = { value: string; label: string; leading: ReactNode };

const PEOPLE: ReadonlySet<OperatorName> = new Set(["from", "to", "with", "assignee"]);
const MOST = 8;

const muted = "text-text-muted";
const tagIcon = () => <Icon of={Tag} size={14} className={muted} />;

/**
 * What an operator may be given, as far as it is typed: people, channels, days and the like.
 *
 * @param place  what is typed of the channel in which is searched
 */
export function useValues(name: OperatorName | undefined, typed: string, place: string | undefined): Value[] {
  const people = usePersonValues(name !== undefined && PEOPLE.has(name) ? typed : undefined, name);
  const channels = useChannelValues(name === "in" ? typed : undefined);
  const labels = useQuery(api.board.labels.list, name === "tag" ? {} : "skip") ?? [];
  const columns = useColumnValues(name === "column", place);
  if (name === undefined) return [];
  const tags = labels.map(({ name: value }) => ({ value, label: value, leading: tagIcon() }));
  const fixed = [...tags, ...columns, ...fixedValues(name)].filter(({ label, value }) =>
    [label, value].some((text) => fold(text).startsWith(fold(typed))),
  );
  return [...people, ...channels, ...fixed].slice(0, MOST);
}

function usePersonValues(typed: string | undefined, name: OperatorName | undefined): Value[] {
  const { people } = useFoundPeople(typed);
  const myId = useMyId();
  if (typed === undefined) return [];
  const own = [
    { value: "me", label: texts.search.me },
    ...(name === "assignee" ? [{ value: "none", label: texts.search.nobody }] : []),
  ]
    .filter(({ label }) => fold(label).startsWith(fold(typed)))
    .map((one) => ({ ...one, leading: <Icon of={AtSign} size={14} className={muted} /> }));
  const others = people.filter(({ id }) => id !== myId);
  return [
    ...own,
    ...others.map(({ id, name, picture }) => ({
      value: id,
      label: name,
      leading: <Avatar id={id} name={name} picture={picture} size={16} />,
    })),
  ];
}

function useChannelValues(typed: string | undefined): Value[] {
  const channels = useChannels() ?? [];
  const people = usePeople();
  const meId = useMyId();
  if (typed === undefined) return [];
  return channels
    .map((channel) => ({
      value: channel._id,
      label: channelTitle(channel, people, meId),
      leading: <ChannelIcon channel={channel} meId={meId} />,
    }))
    .filter(({ label }) => fold(label).includes(fold(typed.replace(/^[#@]/u, ""))));
}

/** The columns of a channel's board, or those that every board has. */
function useColumnValues(isAsked: boolean, place: string | undefined): Value[] {
  // What is typed by hand need not be one of mine: the server would refuse it.
  const channel = useChannels()?.find(({ _id }) => _id === place);
  const columns = useColumns(isAsked ? channel?._id : undefined) ?? [];
  if (!isAsked) return [];
  return columns.map((column) => ({
    value: column.name ?? column.key,
    label: columnTitle(column),
    leading: tagIcon(),
  }));
}

function fixedValues(name: OperatorName): Value[] {
  const dates = DATES[name];
  const icon = dates ? <Icon of={Calendar} size={14} className={muted} /> : tagIcon();
  if (dates) return dates.map((value) => ({ value, label: texts.search.dates[value], leading: icon }));
  if (name === "has")
    return HAS.map((value) => ({ value, label: texts.search.values[value], leading: icon }));
  if (name === "is") return IS.map((value) => ({ value, label: texts.search.values[value], leading: icon }));
  if (name === "priority") {
    const labels = { none: texts.facts.noPriority, ...texts.facts.priorities };
    return ([...TASK_PRIORITIES, "none"] as const).map((value) => ({
      value,
      label: labels[value],
      leading: icon,
    }));
  }
  if (name !== "category") return [];
  return TASK_CATEGORIES.map((value) => ({ value, label: texts.tasks.categories[value], leading: icon }));
}
