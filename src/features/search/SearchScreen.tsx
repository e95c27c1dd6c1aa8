import { searchPath } from "@convex/shared/addresses";
import { wordsIn } from "@convex/shared/search/query";
import { Star } from "lucide-react";
import { useEffect } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useMyId } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Count } from "@/ui/Count";
import { Segmented } from "@/ui/form/Segmented";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { readAddress, TABS, type SearchAddress, type Tab } from "./address";
import { noteSearch } from "./recentSearches";
import { SearchBar } from "./SearchBar";
import { SearchResults } from "./SearchResults";
import { useCounts, useNames, useSavedSearches } from "./useSearch";

/** The search of the address: its field, its kinds of things with how many there are, and what was found. */
export function SearchScreen() {
  const [params] = useSearchParams();
  const address = readAddress(params);
  const navigate = useNavigate();
  const myId = useMyId();
  const { text } = address;
  useEffect(() => noteSearch(myId, text), [myId, text]);
  const go = (next: Partial<SearchAddress>) => {
    const to = { ...address, ...next };
    if (searchPath(to.text, to) !== searchPath(text, address)) void navigate(searchPath(to.text, to));
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <SearchBar
        key={text}
        text={text}
        isFocused={wordsIn(text) === ""}
        onSearch={(next) => go({ text: next })}
      />
      {text !== "" && <Tabs address={address} onChange={go} />}
      <SearchResults key={searchPath(text, address)} address={address} />
    </div>
  );
}

type TabsProps = { address: SearchAddress; onChange: (next: Partial<SearchAddress>) => void };

function Tabs({ address, onChange }: TabsProps) {
  const things = useCounts(address.text);
  const names = useNames(address.text);
  const counts: Record<Tab, { count: number; isMore: boolean } | undefined> = {
    all: undefined,
    ...things,
    person: names && { count: names.people.length, isMore: false },
    channel: names && { count: names.channels.length, isMore: false },
  };
  const options = TABS.map((value) => {
    const counted = counts[value];
    const leading = value !== "all" && (
      <span className="min-w-5 text-center">
        {counted && <Count count={counted.count} isMore={counted.isMore} />}
      </span>
    );
    return { value, label: texts.search.tabs[value], ...(leading && { leading }) };
  });
  return (
    <div className="flex flex-wrap items-center gap-2 border-b px-4 py-1.5 max-wide:px-2">
      <div className="max-w-full overflow-x-auto">
        <Segmented
          label={texts.search.results}
          value={address.tab}
          options={options}
          onChange={(tab) => onChange({ tab })}
        />
      </div>
      <span className="flex-1" />
      <Segmented
        label={texts.search.order}
        value={address.order}
        options={(["newest", "best"] as const).map((value) => ({ value, label: texts.search.orders[value] }))}
        onChange={(order) => onChange({ order })}
      />
      <SaveButton text={address.text} />
    </div>
  );
}

function SaveButton({ text }: { text: string }) {
  const { saved, save, forget } = useSavedSearches();
  const isSaved = saved?.includes(text) ?? false;
  return (
    <IconButton
      label={isSaved ? texts.search.forget : texts.search.save}
      aria-pressed={isSaved}
      disabled={saved === undefined}
      onClick={() => void reportRefusal(isSaved ? forget(text) : save(text))}
    >
      <Icon of={Star} size={16} className={isSaved ? "fill-current" : ""} />
    </IconButton>
  );
}
