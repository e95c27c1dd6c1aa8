import { api } from "@convex/_generated/api";
import { usePaginatedQuery, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";

const PAGE_SIZE = 50;

export type TableShown = FunctionReturnType<typeof api.operator.documents.tables>[number];
export type DocumentShown = FunctionReturnType<typeof api.operator.documents.list>["page"][number];

/** Every table, and what of it is shown. */
export const useTables = (): readonly TableShown[] | undefined => useQuery(api.operator.documents.tables);

/** The documents of a table, the newest first. */
export function useDocuments(table: TableShown["name"]) {
  const { results, status, loadMore } = usePaginatedQuery(
    api.operator.documents.list,
    { table },
    { initialNumItems: PAGE_SIZE },
  );
  return {
    documents: status === "LoadingFirstPage" ? undefined : results,
    loadMore: status === "CanLoadMore" ? () => loadMore(PAGE_SIZE) : undefined,
  };
}
