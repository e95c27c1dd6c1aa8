import { lazy } from "react";
import { retryImport } from "@/lib/retryImport";

export const History = lazy(retryImport(async () => ({ default: (await import("./History")).History })));
export const FormerTexts = lazy(
  retryImport(async () => ({ default: (await import("./FormerTexts")).FormerTexts })),
);
export const Log = lazy(retryImport(async () => ({ default: (await import("./Log")).Log })));
