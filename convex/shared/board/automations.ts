/** What boards do by themselves when something happens on them: see model/automations. */
import { columnKeyOf } from "./columns";
import { tagKey } from "./facts";
import type { TaskStatus } from "../tasks";

export const TRIGGERS = ["created", "moved", "labelled", "due", "reacted"] as const;
export type TriggerKind = (typeof TRIGGERS)[number];

/** What sets an automation off. */
export type Trigger =
  | { kind: "created" }
  /** A card came into a column, from another one or from another board. */
  | { kind: "moved"; status: TaskStatus; column?: string | undefined }
  | { kind: "labelled"; tag: string }
  /** An open card is due in so many days. */
  | { kind: "due"; days: number }
  /** Somebody put the emoji to a message of the channel. */
  | { kind: "reacted"; emoji: string };

export const STEPS = ["assign", "label", "move", "post", "remind", "create"] as const;
export type StepKind = (typeof STEPS)[number];

/** Those that need no card: of a message the others work on the card that was made of it. */
const WITHOUT_CARD: readonly StepKind[] = ["create", "post"];

/**
 * Whether steps can follow a trigger: of a message a card is made before something is done with it. What is in no channel has
 * no message.
 */
export function areSteps(when: Pick<Trigger, "kind">, kinds: readonly StepKind[]): boolean {
  if (kinds.length === 0) return false;
  if (when.kind !== "reacted") return true;
  const made = kinds.indexOf("create");
  return kinds.every((kind, i) => WITHOUT_CARD.includes(kind) || (made !== -1 && made < i));
}

type Placed<Channel> = {
  channelId?: Channel | undefined;
  status: TaskStatus;
  column?: string | undefined;
  tags: readonly string[];
};

/** What has happened to a card that may set something off; `isMoved`: into its column. */
export type Happened = { isNew: boolean; isMoved: boolean; labels: readonly string[] };

/** Null where nothing did. `before` is null for a new card. */
export function happenedTo<Channel>(before: Placed<Channel> | null, after: Placed<Channel>): Happened | null {
  const isElsewhere = before !== null && before.channelId !== after.channelId;
  const isMoved = before !== null && (isElsewhere || columnKeyOf(before) !== columnKeyOf(after));
  const known = new Set(before?.tags.map(tagKey));
  const labels = after.tags.map(tagKey).filter((key) => !known.has(key));
  const isNew = before === null;
  return isNew || isMoved || labels.length > 0 ? { isNew, isMoved, labels } : null;
}

/** Whether what happened to a card, which is as it is by now, sets something off. */
export function fits(
  when: Trigger,
  { isNew, isMoved, labels }: Happened,
  card: Omit<Placed<unknown>, "tags">,
): boolean {
  switch (when.kind) {
    case "created":
      return isNew;
    case "moved":
      return isMoved && columnKeyOf(when) === columnKeyOf(card);
    case "labelled":
      return labels.includes(tagKey(when.tag));
    default:
      return false;
  }
}

/** What can stand in the texts of steps: the number and title of the card, and names of who set it off and whose card it is. */
export const PLACEHOLDERS = ["task", "title", "person", "owner"] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

export function filledIn(text: string, values: Record<Placeholder, string>): string {
  return text.replaceAll(/\{(task|title|person|owner)\}/gu, (_, name: Placeholder) => values[name]);
}
