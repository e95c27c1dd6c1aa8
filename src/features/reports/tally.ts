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
  done: "Finished that week",
  moved: "Changed column that week, and not done",
  blocked: "Blocked now",
  ageing: "In progress for more than a week now",
};
