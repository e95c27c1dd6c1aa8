import { searchPath } from "@convex/shared/addresses";
import { LIMITS } from "@convex/shared/limits";
import { parseQuery } from "@convex/shared/search/query";
import { SearchX, Search } from "lucide-react";
import { useLayoutEffect, useRef, useState } from "react";
import { Viewer } from "@/features/files";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { LoadingLines } from "@/ui/Skeleton";
import { thingOf, type SearchAddress } from "./address";
import { ChannelRows, PersonRows } from "./NameRows";
import { leftAt, noteLeft } from "./recentSearches";
import { ResultRow } from "./ResultRow";
import { useCounts, useNames, useResults, type Names, type Result } from "./useSearch";

const NOBODY: Names = { people: [], channels: [] };
/** People and channels that stand before all else where everything is shown. */
const FIRST_NAMES = 3;

/** What was found, live. Who comes back to it finds it as far down as they left it. */
export function SearchResults({ address }: { address: SearchAddress }) {
  const { text, tab, order } = address;
  const place = searchPath(text, address);
  const [left] = useState(() => leftAt(place));
  const { results, loadMore, isCut } = useResults(address, left.count);
  const names = useShownNames(address);
  const list = useRef<HTMLDivElement>(null);
  const count = results?.length ?? 0;
  const isWhole = count >= left.count;
  useLayoutEffect(() => {
    if (isWhole && list.current) list.current.scrollTop = left.top;
  }, [isWhole, left]);
  const counts = Object.values(useCounts(text));
  const [openId, setOpenId] = useState<string>();
  if (text === "")
    return (
      <Empty icon={Search} title={texts.search.ask}>
        {texts.search.askWhy}
      </Empty>
    );
  const isOfThings = tab !== "person" && tab !== "channel";
  if ((isOfThings && !results) || !names) return <LoadingLines label={texts.search.loading} />;
  const isEmpty = count + names.people.length + names.channels.length === 0 && !loadMore;
  const isLast = isOfThings && !loadMore;
  const mayBeMore =
    isCut || (isLast && counts.some((one) => one?.isMore === true && one.count < LIMITS.searchCounted));
  return (
    <div
      ref={list}
      className="min-h-0 flex-1 overflow-y-auto pb-6"
      onScroll={(event) => noteLeft(place, { count, top: event.currentTarget.scrollTop })}
    >
      {isEmpty && (
        <Empty icon={SearchX} title={texts.search.nothing}>
          {texts.search.nothingWhy}
        </Empty>
      )}
      <PersonRows people={names.people} />
      <ChannelRows channels={names.channels} />
      {isOfThings &&
        results?.map((result) => (
          <ResultRow
            key={result.id}
            result={result}
            clauses={parseQuery(text).clauses}
            onOpenFile={setOpenId}
          />
        ))}
      <Viewer files={filesOf(results ?? [])} openId={openId} onShow={setOpenId} />
      {loadMore && (
        <Button className="mx-auto mt-3 flex" onClick={loadMore}>
          {texts.ui.showMore}
        </Button>
      )}
      {mayBeMore && (
        <p className="px-4 py-3 text-small text-text-muted">
          {order === "best" ? texts.search.bestOf(LIMITS.searchRanked) : texts.search.andMore}
        </p>
      )}
    </div>
  );
}

const filesOf = (results: readonly Result[]) =>
  results.flatMap((result) => (result.kind === "file" ? [result.file] : []));

/** The people and channels of a tab: a few of each among everything. Undefined while they are on their way. */
function useShownNames({ text, tab }: SearchAddress): Names | undefined {
  const names = useNames(text);
  if (thingOf(tab) || text === "") return NOBODY;
  if (tab === "all")
    return {
      people: names?.people.slice(0, FIRST_NAMES) ?? [],
      channels: names?.channels.slice(0, FIRST_NAMES) ?? [],
    };
  return (
    names && { ...NOBODY, ...(tab === "person" ? { people: names.people } : { channels: names.channels }) }
  );
}
