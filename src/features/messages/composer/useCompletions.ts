import type { Id } from "@convex/_generated/dataModel";
import { useState, type KeyboardEvent, type RefObject } from "react";
import type { Person } from "@/features/users";
import { useEmojiBox } from "./useEmojiBox";
import { useSlashBox } from "../slash/useSlashBox";
import { useMentionBox } from "./useMentionBox";
import { useChannelBox, useTaskBox } from "./useReferenceBox";

type Options = {
  field: RefObject<HTMLTextAreaElement | null>;
  channelId: Id<"channels"> | undefined;
  /** Whether a slash at its beginning begins a command. */
  takesCommands: boolean;
  canCall: boolean;
  onPick: (person: Person, at: number) => void;
};

/** The list that opens after an @, a #, a T- or a colon: what it offers, which one is active, and its keys. */
export function useCompletions({ field, channelId, takesCommands, canCall, onPick }: Options) {
  const people = useMentionBox({ field, channelId, canCall, onPick });
  const emoji = useEmojiBox(field);
  const commands = useSlashBox(field);
  const channels = useChannelBox(field);
  const tasks = useTaskBox(field);
  const [before, setBefore] = useState<string>();
  const [at, setActive] = useState(0);
  const source = [emoji, commands, channels, tasks].find((one) => one.options.length > 0) ?? people;
  const { options } = source;
  const active = Math.max(0, Math.min(at, options.length - 1));
  const isOpen = options.length > 0;

  function tell(next: string | undefined) {
    if (next === before) return;
    setBefore(next);
    setActive(0);
    for (const one of [people, emoji, channels, tasks]) one.follow(next);
    if (takesCommands) commands.follow(next);
  }

  const close = () => tell(undefined);

  function follow(area: HTMLTextAreaElement) {
    const isCaret = area.selectionStart === area.selectionEnd;
    tell(isCaret ? area.value.slice(0, area.selectionStart) : undefined);
  }

  /** @returns true when the key belonged to the list. */
  function handleKey(event: KeyboardEvent): boolean {
    const isPick = event.key === "Enter" || event.key === "Tab";
    if (!isOpen && !(isPick && source.waitForFirst())) return false;
    const step = { ArrowDown: 1, ArrowUp: options.length - 1 }[event.key];
    if (step !== undefined) setActive((active + step) % options.length);
    else if (event.key === "Escape") close();
    else if (!isPick) return false;
    else source.pick(active);
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return { ...source, active, isOpen, follow, close, handleKey };
}
