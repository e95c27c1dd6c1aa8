import { useState } from "react";
import { PresentAvatar, StatusMark } from "@/features/presence";
import { openProfile, useMyId, usePeopleCount, usePeopleList, type Person } from "@/features/users";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { SearchField } from "@/ui/form/SearchField";
import { LoadingLines } from "@/ui/Skeleton";

/** Everybody in the workspace, by name; a person leads to their profile. */
export function Directory() {
  const [text, setText] = useState("");
  const count = usePeopleCount();
  const { people, loadMore } = usePeopleList(text, false);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid max-w-180 gap-3 p-4">
        <SearchField label={texts.users.searchPeople} value={text} onChange={setText} />
        <p className="h-4 text-meta text-text-muted" role="status">
          {count !== undefined && text.trim() === "" && texts.users.members(count)}
        </p>
        {!people && <LoadingLines label={texts.settings.loadingPeople} />}
        {people?.length === 0 && !loadMore && (
          <p className="py-3 text-text-muted">{texts.ui.noMatchesFor(text.trim())}</p>
        )}
        <ul aria-label={texts.users.people} className="grid gap-px">
          {people?.map((person) => (
            <Row key={person.id} person={person} />
          ))}
        </ul>
        {loadMore && (
          <Button size="small" look="ghost" className="justify-self-start" onClick={loadMore}>
            {texts.ui.showMore}
          </Button>
        )}
      </div>
    </div>
  );
}

function Row({ person }: { person: Person }) {
  const { id, name, picture, note, isAdmin, status } = person;
  const isMe = id === useMyId();
  return (
    <li>
      <button
        type="button"
        className="row-focus flex h-12 w-full items-center gap-3 rounded-control px-2 text-left hover:bg-bg-hover"
        onClick={() => openProfile(id)}
      >
        <PresentAvatar id={id} name={name} picture={picture} size={32} />
        <span className="min-w-0">
          <span className="flex items-center gap-2">
            <span dir="auto" className="truncate font-medium" title={name}>
              {name}
            </span>
            {(note ?? isMe) && (
              <span className="shrink-0 text-meta text-text-muted">{note ?? texts.users.you}</span>
            )}
          </span>
          {status && (
            <span className="flex items-center gap-1.5 text-small text-text-muted">
              <StatusMark person={person} />
              <span dir="auto" className="truncate">
                {status.text}
              </span>
            </span>
          )}
        </span>
        {isAdmin && <span className="ml-auto text-small text-text-muted">{texts.users.admin}</span>}
      </button>
    </li>
  );
}
