import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import { useQueries } from "convex/react";
import { useMemo, useState } from "react";
import { useIsAsleep } from "@/platform/presence";
import { keyOf, type Page, type Pages, type Part } from "./parts";

/**
 * The pages of some parts, by key. Those of the newest messages stay as they are while nobody can see them, and are shown
 * as they were while so many more have come that a page does not hold them.
 */
export function usePages(channelId: Id<"channels">, parts: readonly Part[]): { pages: Pages; toShow: Pages } {
  "use no memo"; // what has to stay the same object is kept by hand
  const isAsleep = useIsAsleep();
  const [last, setLast] = useState<Pages>({});
  const wanted = isAsleep ? parts.filter((part) => part.upTo !== undefined || !last[keyOf(part)]) : parts;
  const asked = [...new Set(wanted.map(keyOf))].join();
  // What goes into the hook must be the same object while nothing is different.
  const queries = useMemo(() => {
    const paginationOpts = { numItems: LIMITS.pageItems, cursor: null };
    const keys = asked === "" ? [] : asked.split(",");
    const queryOf = (key: string) => {
      const [after = "", upTo = ""] = key.split(" ");
      const from = { channelId, after: BigInt(after) };
      if (upTo === "") return { query: api.messages.newest, args: from };
      return { query: api.messages.paginated, args: { ...from, upTo: BigInt(upTo), paginationOpts } };
    };
    return Object.fromEntries(keys.map((key) => [key, queryOf(key)]));
  }, [channelId, asked]);
  const pages = useQueries(queries) as Record<string, Page | Error | undefined>;
  const failed = Object.values(pages).find((page) => page instanceof Error);
  if (failed) throw failed;
  const answers = pages as Pages;
  const known: Record<string, Page> = {};
  for (const key of parts.filter(({ upTo }) => upTo === undefined).map(keyOf)) {
    const page = answers[key]?.isDone ? answers[key] : last[key];
    if (page) known[key] = page;
  }
  if (Object.keys(known).some((key) => known[key] !== last[key])) setLast(known);
  return { pages: answers, toShow: { ...answers, ...known } };
}
