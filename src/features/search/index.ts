import { lazy } from "react";
import { retryImport } from "@/lib/retryImport";

export { useFirstMessages } from "./useSearch";

export const SearchScreen = lazy(
  retryImport(async () => ({ default: (await import("./SearchScreen")).SearchScreen })),
);
