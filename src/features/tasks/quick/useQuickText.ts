import type { Id } from "@convex/_generated/dataModel";
import {
  asText,
  factsOf,
  personMeant,
  quickAdd,
  type Part,
  type Picked,
} from "@convex/shared/board/quickAdd";
import type { ChannelId } from "@/features/channels";
import { useFoundPeople } from "@/features/users";
import { useIsOnline } from "@/platform/online";
import { useNow } from "@/platform/useNow";
import { useLabels } from "../labels/LabelsContext";

/** What is typed as the title of a new task, with the people who were picked for names in it. */
export type QuickText = { text: string; people: readonly Picked[] };

export const NO_TEXT: QuickText = { text: "", people: [] };

const isPicked = (value: Partial<Picked> | null): value is Picked =>
  typeof value?.id === "string" && typeof value.name === "string";

/** A draft of it; earlier ones are texts. */
export function readQuickText(stored: unknown): QuickText {
  if (typeof stored === "string") return { text: stored, people: [] };
  const { text, people } = (stored ?? {}) as { text?: unknown; people?: unknown };
  if (typeof text !== "string") return NO_TEXT;
  return { text, people: Array.isArray(people) ? people.filter(isPicked) : [] };
}

/** What is understood of it here and now. */
export function useQuickText({ text, people }: QuickText, channelId: ChannelId | undefined) {
  const isOnline = useIsOnline();
  const known = { now: new Date(useNow()), people, labels: useLabels().map(({ name }) => name) };
  const first = quickAdd(text, known);
  const { asked } = first;
  const sought = useFoundPeople(asked, channelId && { channelId, isMember: true });
  const isPending = sought.isPending && isOnline;
  const person = asked === undefined || sought.isPending ? undefined : personMeant(sought.people, asked);
  const found = person && { id: person.id, name: asked ?? "" };
  const { title, parts } = found ? quickAdd(text, { ...known, people: [...people, found] }) : first;
  const { assigneeId, ...facts } = factsOf(parts);
  return {
    title,
    parts,
    facts: { ...facts, ...(assigneeId !== undefined && { assigneeId: assigneeId as Id<"users"> }) },
    /** A name is being looked for. */
    isPending,
    /** People whose names were not known before. */
    note: () => person && sought.note(person),
  };
}

export type Reading = ReturnType<typeof useQuickText>;

/** The text in which some parts are text again. */
export const withoutParts = (text: string, parts: readonly Part[]): string => parts.reduceRight(asText, text);
