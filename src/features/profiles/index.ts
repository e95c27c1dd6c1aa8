import { lazy } from "react";
import { retryImport } from "@/lib/retryImport";

export const ProfileDialog = lazy(
  retryImport(async () => ({ default: (await import("./ProfileDialog")).ProfileDialog })),
);
export const Directory = lazy(
  retryImport(async () => ({ default: (await import("./Directory")).Directory })),
);
