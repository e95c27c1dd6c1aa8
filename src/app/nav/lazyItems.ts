import { lazy } from "react";
import { retryImport } from "@/lib/retryImport";

export const loadItems = () => import("./MenuItems");

/** What a menu holds: it opens once that is there. */
export const lazyItems = (name: keyof Awaited<ReturnType<typeof loadItems>>) =>
  lazy(retryImport(async () => ({ default: (await loadItems())[name] })));
