import { channelPath } from "@convex/shared/addresses";
import { taskLabel } from "@convex/shared/tasks";
import { useDeferredValue } from "react";
import { useNavigate } from "react-router";
import {
  ChannelIcon,
  channelTitle,
  othersIn,
  useChannelActions,
  useChannels,
  useUnread,
} from "@/features/channels";
import { StatusIcon, useFoundTasks } from "@/features/tasks";
import { useFoundPeople, useMyId, usePeople } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { shortCount } from "@/lib/text";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { Icon } from "@/ui/Icon";
import type { PaletteItem } from "./paletteItem";
import { useCommands } from "./useCommands";
import { useMessageItems, useSearchItem } from "./useFoundItems";
import { useTemplateItems } from "./useTemplateItems";

/** Everything the palette can jump to or do, and whether more may still be found. */
export function usePaletteItems(text: string): { items: readonly PaletteItem[]; isPending: boolean } {
  const [channels, commands] = [useChannelItems(), [...useCommandItems(), ...useTemplateItems()]];
  const people = usePersonItems(text);
  const found = [...useTaskItems(text), ...useMessageItems(text), ...useSearchItem(text)];
  return {
    items: [...channels, ...commands, ...people.items, ...found],
    isPending: people.isPending,
  };
}

function useCommandItems(): PaletteItem[] {
  return useCommands().flatMap(({ id, label, icon, keys, palette, run }) =>
    palette
      ? {
          id: `action-${id}`,
          group: "actions",
          label,
          leading: icon && <Icon of={icon} className="text-text-muted" />,
          ...(keys?.[0] && { keys: keys[0] }),
          isSearchOnly: palette === "search",
          run,
        }
      : [],
  );
}

function useChannelItems(): PaletteItem[] {
  const channels = useChannels() ?? [];
  const [unread, people, meId] = [useUnread(), usePeople(), useMyId()];
  const navigate = useNavigate();
  return channels
    .toSorted((a, b) => (unread?.get(b._id)?.lastMessageAt ?? 0) - (unread?.get(a._id)?.lastMessageAt ?? 0))
    .map((channel) => {
      const { news = 0, isMore = false } = unread?.get(channel._id) ?? {};
      return {
        id: `channel-${channel._id}`,
        group: "channels",
        label: channelTitle(channel, people, meId),
        leading: <ChannelIcon channel={channel} meId={meId} />,
        hint: channel.archivedAt
          ? texts.commands.archived
          : news > 0
            ? texts.commands.newCount(shortCount(news, isMore))
            : undefined,
        isSearchOnly: channel.archivedAt !== undefined,
        run: () => void navigate(channelPath(channel._id)),
      };
    });
}

/** The server looks through all people, of whom no window has all. */
function usePersonItems(text: string): { items: PaletteItem[]; isPending: boolean } {
  const { people, isPending } = useFoundPeople(text.trim() === "" ? undefined : text);
  const channels = useChannels();
  const meId = useMyId();
  const { openDirect } = useChannelActions();
  const navigate = useNavigate();
  // Who already has a conversation of two with me is among the channels.
  const known = new Set(
    channels?.map((channel) => othersIn(channel, meId)).flatMap((ids) => (ids.length === 1 ? ids : [])),
  );
  const items = people
    .filter((person) => !known.has(person.id))
    .map((person): PaletteItem => ({
      id: `person-${person.id}`,
      group: "people",
      label: person.name,
      leading: <Avatar id={person.id} name={person.name} picture={person.picture} size={16} />,
      hint: person.note ?? texts.commands.directMessage,
      isSearchOnly: true,
      isFound: true,
      run: () =>
        void reportRefusal(openDirect([person.id]).then((channelId) => navigate(channelPath(channelId)))),
    }));
  return { items, isPending };
}

/** The server looks through all tasks, of which no window has all. */
function useTaskItems(text: string): PaletteItem[] {
  const tasks = useFoundTasks(useDeferredValue(text));
  const people = usePeople();
  const navigate = useNavigate();
  return tasks.map((task) => ({
    id: `task-${task._id}`,
    group: "tasks",
    label: `${taskLabel(task)} ${task.title}`,
    leading: <StatusIcon status={task.status} size={16} />,
    hint: task.assigneeId && people.nameOf(task.assigneeId),
    isSearchOnly: true,
    isFound: true,
    run: () => void navigate(`/board?task=${task._id}`),
  }));
}
