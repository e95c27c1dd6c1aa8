import { api } from "@convex/_generated/api";
import { useQueries, type RequestForQueries } from "convex/react";
import { useMemo } from "react";
import type { FileInfo } from "./file";

/** One file; undefined while it loads, null where it is deleted or not for the reader. */
export function useFile(fileId: string | undefined): FileInfo | null | undefined {
  const queries = useMemo(
    (): RequestForQueries => (fileId ? { file: { query: api.files.get, args: { fileId } } } : {}),
    [fileId],
  );
  const { file } = useQueries(queries) as { file?: FileInfo | Error };
  return file instanceof Error ? null : file;
}
