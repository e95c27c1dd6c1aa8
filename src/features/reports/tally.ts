import type { Tally } from "@convex/shared/reports";

export const KIND_COLOURS: Record<keyof Tally, string> = {
  done: "bg-accent",
  moved: "bg-accent-line dark:bg-accent-text",
  blocked: "bg-warn",
  ageing: "bg-control-line",
};
