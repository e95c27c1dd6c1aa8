import type { Tally } from "@convex/shared/reports";

type Kind = keyof Tally;

export const KIND_NAMES: Record<Kind, string> = {
  done: "Done",
  moved: "Moved",
  blocked: "Blocked",
  ageing: "Ageing",
};

export const KIND_COLOURS: Record<Kind, string> = {
  done: "bg-accent",
  moved: "bg-accent-line dark:bg-accent-text",
  blocked: "bg-warn",
  ageing: "bg-control-line",
};

export const KIND_MEANINGS: Record<Kind, string> = {
  done: "Finished in the week",
  moved: "Changed their column in the week, and are not done",
  blocked: "Wait for something now",
  ageing: "In progress for more than a week now",
};
