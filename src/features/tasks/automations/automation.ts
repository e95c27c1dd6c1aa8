import type { api } from "@convex/_generated/api";
import { areSteps, STEPS, TRIGGERS, type StepKind, type TriggerKind } from "@convex/shared/board/automations";
import { columnKeyOf, type BoardColumn } from "@convex/shared/board/columns";
import type { FunctionArgs } from "convex/server";
import { triggerText } from "@/features/notices";
import type { People } from "@/features/users";
import { texts } from "@/texts";
import { columnTitle } from "../columns/column";

type Args = FunctionArgs<typeof api.board.automations.add>;
export type Trigger = Args["when"];
export type Step = Args["steps"][number];
export type AutomationDraft = { when: Trigger; steps: readonly Step[] };

export type StepOf<Kind extends StepKind> = Extract<Step, { kind: Kind }>;

/** A trigger of a kind, with what is said of it first. */
export function newTrigger(kind: TriggerKind): Trigger {
  switch (kind) {
    case "moved":
      return { kind, status: "done" };
    case "labelled":
      return { kind, tag: "" };
    case "due":
      return { kind, days: 1 };
    case "reacted":
      return { kind, emoji: "✅" };
    default:
      return { kind };
  }
}

export function newStep(kind: StepKind): Step {
  switch (kind) {
    case "label":
      return { kind, tag: "" };
    case "move":
      return { kind, status: "in_progress" };
    case "post":
      return { kind, text: "", place: "channel" };
    case "remind":
      return { kind, days: 1 };
    case "create":
      return { kind, title: "", status: "todo" };
    default:
      return { kind };
  }
}

export const EMPTY: AutomationDraft = { when: newTrigger("created"), steps: [newStep("assign")] };

/** A draft as it was kept in this browser; the one to begin with where it is of another version. */
export function readDraft(stored: unknown, begun: AutomationDraft): AutomationDraft {
  const { when, steps } = Object(stored) as Partial<AutomationDraft>;
  const isSound =
    TRIGGERS.some((kind) => kind === when?.kind) &&
    Array.isArray(steps) &&
    steps.every((one: Partial<Step> | null) => STEPS.some((kind) => kind === one?.kind));
  return isSound ? (stored as AutomationDraft) : begun;
}

/** Whether everything is said that has to be. */
export function isComplete({ when, steps }: AutomationDraft): boolean {
  const kinds = steps.map(({ kind }) => kind);
  if (when.kind === "labelled" && when.tag.trim() === "") return false;
  return areSteps(when, kinds) && steps.every((one) => isSaid(one, when));
}

function isSaid(one: Step, when: Trigger): boolean {
  if (one.kind === "label") return one.tag.trim() !== "";
  if (one.kind === "post") return one.text.trim() !== "";
  if (one.kind === "create") return when.kind === "reacted" || one.title.trim() !== "";
  return true;
}

/** Kinds of steps that can follow what stands before them. */
export const stepsAfter = (when: Trigger, before: readonly Step[]): StepKind[] =>
  STEPS.filter((kind) => areSteps(when, [...before.map((one) => one.kind), kind]));

type Words = { columns: readonly BoardColumn[]; people: People };

function titleOf(columns: Words["columns"], place: Parameters<typeof columnKeyOf>[0]): string {
  const column = columns.find(({ key }) => key === columnKeyOf(place));
  return column ? columnTitle(column) : texts.automations.goneColumn;
}

export const whenText = (when: Trigger, { columns }: Words): string =>
  triggerText(when, when.kind === "moved" ? titleOf(columns, when) : undefined);

export function stepText(one: Step, when: Trigger, { columns, people }: Words): string {
  const said = texts.automations.stepSaid;
  switch (one.kind) {
    case "assign":
      return said.assign(one.userId ? people.nameOf(one.userId) : texts.automations.whoever);
    case "label":
      return said.label(one.tag);
    case "move":
      return said.move(titleOf(columns, one));
    case "post":
      return said.post(one.text, one.place === "discussion");
    case "remind":
      return said.remind(one.userId ? people.nameOf(one.userId) : texts.automations.owner, one.days);
    default:
      return one.title === "" && when.kind === "reacted"
        ? said.createOfMessage(titleOf(columns, one))
        : said.create(one.title, titleOf(columns, one));
  }
}
