import { useState, type KeyboardEvent, type RefObject } from "react";
import type { ChannelId } from "@/features/channels";
import { useFoundPeople, type Person } from "@/features/users";
import { insertText } from "@/lib/insertText";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import type { Completion } from "@/ui/form/CompletionBox";
import { matching } from "@/ui/form/OptionPicker";
import { TagDot } from "../labels/LabelDot";
import { useLabels } from "../labels/LabelsContext";

const MOST_SHOWN = 6;
const TRIGGER = /(?:^|\s)([@#])([^\s@#]{0,30})$/u;

type Options = {
  field: RefObject<HTMLTextAreaElement | null>;
  channelId: ChannelId | undefined;
  onPick: (person: Person) => void;
};

/** The people that are offered after an @, and the labels after a #. */
export function useQuickBox({ field, channelId, onPick }: Options) {
  const [before, setBefore] = useState("");
  const [at, setActive] = useState(0);
  const [, sign, typed = ""] = TRIGGER.exec(before) ?? [];
  const labels = useLabels();
  const sought = useFoundPeople(sign === "@" ? typed : undefined, channelId && { channelId, isMember: true });
  const people = sought.people.slice(0, MOST_SHOWN);
  const tags = sign === "#" ? matching(labels.map(toOption), typed).slice(0, MOST_SHOWN) : [];
  const options = [...people.map(personLine), ...tags.map(({ id }) => tagLine(id))];
  const active = Math.max(0, Math.min(at, options.length - 1));
  const isOpen = options.length > 0;

  const close = () => setBefore("");

  function follow(area: HTMLTextAreaElement) {
    const isCaret = area.selectionStart === area.selectionEnd;
    const next = isCaret ? area.value.slice(0, area.selectionStart) : "";
    if (next === before) return;
    setBefore(next);
    setActive(0);
  }

  function pick(index: number) {
    const [area, person] = [field.current, people[index]];
    const name = person?.name ?? tags[index - people.length]?.id;
    if (!area || name === undefined) return;
    const end = area.selectionStart;
    // First, since the field is drawn anew with what it had once somebody was picked.
    insertText(area, end - typed.length, end, `${name} `);
    if (person) {
      sought.note(person);
      onPick(person);
    }
    close();
  }

  /** @returns true when the key belonged to the list. */
  function handleKey(event: KeyboardEvent): boolean {
    if (!isOpen) return false;
    const step = { ArrowDown: 1, ArrowUp: options.length - 1 }[event.key];
    if (step !== undefined) setActive((active + step) % options.length);
    else if (event.key === "Escape") close();
    else if (event.key !== "Enter" && event.key !== "Tab") return false;
    else pick(active);
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return { options, active, isOpen, follow, close, pick, handleKey, isPeople: people.length > 0 };
}

const toOption = ({ name }: { name: string }) => ({ id: name, label: name });

const personLine = ({ id, name, picture, note }: Person): Completion => ({
  key: id,
  leading: <Avatar id={id} name={name} picture={picture} size={20} />,
  label: name,
  note,
});

const tagLine = (name: string): Completion => ({ key: name, leading: <TagDot tag={name} />, label: name });

/** Outside of the hook, where the compiler would keep all texts together in a variable of its own. */
export const nameOfBox = (isPeople: boolean): string => (isPeople ? texts.quick.people : texts.labels.labels);
