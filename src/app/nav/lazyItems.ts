import { lazy, type ComponentType } from "react";
import { retryImport } from "@/lib/retryImport";

export const loadItems = () => import("./MenuItems");

/** What a menu holds: it opens once that is there. */
export const lazyItems = (pick: (items: Awaited<ReturnType<typeof loadItems>>) => ComponentType) =>
  lazy(retryImport(async () => ({ default: pick(await loadItems()) })));
