import { lazy } from "react";
import { retryImport } from "@/lib/retryImport";

export const GroupDialog = lazy(
  retryImport(async () => ({ default: (await import("./GroupDialog")).GroupDialog })),
);
export const Groups = lazy(retryImport(async () => ({ default: (await import("./Groups")).Groups })));
