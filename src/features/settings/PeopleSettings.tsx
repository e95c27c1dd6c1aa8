import { useState } from "react";
import { useMe, useMyId, usePeopleCount, usePeopleList, type Person } from "@/features/users";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { SearchField } from "@/ui/form/SearchField";
import { Segmented } from "@/ui/form/Segmented";
import { LoadingLines } from "@/ui/Skeleton";
import { DeactivateDialog } from "./DeactivateDialog";
import { Invites } from "./Invites";
import { RemovePictureDialog } from "./RemovePictureDialog";
import { PersonMenu } from "./PersonMenu";
import { usePersonActions } from "./usePersonActions";

const WHICH = ["active", "deactivated"] as const;

/** Who is in the workspace; admins also bring people in here, and decide what they may do and whether they stay. */
export function PeopleSettings() {
  const isAdmin = useMe()?.role === "admin";
  const count = usePeopleCount();
  const [which, setWhich] = useState<(typeof WHICH)[number]>("active");
  const [text, setText] = useState("");
  const [leaving, setLeaving] = useState<Person>();
  const [faceless, setFaceless] = useState<Person>();
  return (
    <div className="grid grid-cols-1 gap-5">
      {isAdmin && <Invites />}
      <section aria-label={texts.channels.members} className="grid gap-2">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h3 className="text-small font-medium">{count !== undefined && texts.users.members(count)}</h3>
          <Segmented
            label={texts.settings.whichPeople}
            value={which}
            options={WHICH.map((value) => ({ value, label: texts.settings.which[value] }))}
            onChange={setWhich}
          />
        </div>
        <SearchField label={texts.users.searchPeople} value={text} onChange={setText} />
        <PeopleList
          key={which}
          text={text}
          isDeactivated={which === "deactivated"}
          canChange={isAdmin}
          onDeactivate={setLeaving}
          onRemovePicture={setFaceless}
        />
      </section>
      {faceless && <RemovePictureDialog person={faceless} onClose={() => setFaceless(undefined)} />}
      {leaving && <DeactivateDialog person={leaving} onClose={() => setLeaving(undefined)} />}
    </div>
  );
}

type ListProps = {
  text: string;
  isDeactivated: boolean;
  canChange: boolean;
  onDeactivate: (person: Person) => void;
  onRemovePicture: (person: Person) => void;
};

function PeopleList({ text, isDeactivated, ...actions }: ListProps) {
  const { people, loadMore } = usePeopleList(text, isDeactivated);
  const none = text.trim() === "" ? texts.settings.nobodyLeft : texts.ui.noMatchesFor(text.trim());
  return (
    // Of one height, so that the dialog does not jump while somebody types.
    <div className="h-80 overflow-y-auto">
      {!people && <LoadingLines label={texts.settings.loadingPeople} />}
      {people?.length === 0 && !loadMore && <p className="py-3 text-text-muted">{none}</p>}
      <ul
        aria-label={texts.settings.which[isDeactivated ? "deactivated" : "active"]}
        className="divide-y divide-line"
      >
        {people?.map((person) => (
          <PersonRow key={person.id} person={person} {...actions} />
        ))}
      </ul>
      {loadMore && (
        <Button size="small" look="ghost" className="my-2" onClick={loadMore}>
          {texts.ui.showMore}
        </Button>
      )}
    </div>
  );
}

type RowProps = { person: Person } & Omit<ListProps, "text" | "isDeactivated">;

function PersonRow({ person, canChange, onDeactivate, onRemovePicture }: RowProps) {
  const { reactivate } = usePersonActions();
  const { id, name, picture, note, isActive, isAdmin } = person;
  const isMe = id === useMyId();
  return (
    <li className="flex h-11 items-center gap-2.5">
      <span className={isActive ? "flex" : "flex grayscale"}>
        <Avatar id={id} name={name} picture={picture} size={24} />
      </span>
      <span className={isActive ? "min-w-0 truncate" : "min-w-0 truncate text-text-muted"} title={name}>
        {name}
      </span>
      {note ? (
        <span className="shrink-0 text-meta text-text-muted">{note}</span>
      ) : (
        isMe && <span className="text-meta text-text-muted">{texts.users.you}</span>
      )}
      <span className="ml-auto flex shrink-0 items-center gap-1">
        {isAdmin && <span className="text-small text-text-muted">{texts.users.admin}</span>}
        {canChange && isActive && (
          <PersonMenu
            person={person}
            isMe={isMe}
            onDeactivate={() => onDeactivate(person)}
            onRemovePicture={() => onRemovePicture(person)}
          />
        )}
        {canChange && !isActive && (
          <Button size="small" onClick={() => void reactivate(person)}>
            {texts.settings.reactivate}
          </Button>
        )}
      </span>
    </li>
  );
}
