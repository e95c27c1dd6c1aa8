import { api } from "@convex/_generated/api";
import { usePaginatedQuery, useQuery } from "convex/react";
import { useDeferredValue } from "react";
import { useKept } from "@/platform/useKept";
import { useMyId } from "./PeopleContext";
import { toPerson, withNotes } from "./person";

const PAGE = 50;

/** The people of the workspace as far as they are loaded, active or deactivated: all by name, or those whom a text finds. */
export function usePeopleList(text: string, isDeactivated: boolean) {
  const myId = useMyId();
  const wanted = useDeferredValue(text.trim());
  const { results, status, loadMore } = usePaginatedQuery(
    api.users.list,
    { isDeactivated, ...(wanted !== "" && { text: wanted }) },
    { initialNumItems: PAGE },
  );
  const people = useKept(status === "LoadingFirstPage" ? undefined : results);
  return {
    people: people && withNotes(people.map(toPerson), myId),
    loadMore: status === "CanLoadMore" ? () => loadMore(PAGE) : undefined,
  };
}

/** The only active admin; null where there are several. */
export const useOnlyAdmin = (): string | null | undefined => useQuery(api.users.onlyAdmin);
