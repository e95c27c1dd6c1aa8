import type { Id } from "@convex/_generated/dataModel";
import { FILE_KINDS, type FileKind } from "@convex/shared/files";
import type { ReactNode } from "react";
import { PersonPopover, usePerson } from "@/features/users";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Menu, MenuChoice, MenuLine } from "@/ui/floating/Menu";
import { SearchField } from "@/ui/form/SearchField";
import type { FileFilter } from "./useChannelFiles";

type Props = { filter: FileFilter; onChange: (filter: FileFilter) => void; children?: ReactNode };

/** What narrows the files of a channel down, whichever folder they are in. */

export function FileFilters({ filter, onChange, children }: Props) {
  const { kind, uploaderId, name = "" } = filter;
  const choose = (next: { [Name in keyof FileFilter]?: FileFilter[Name] | undefined }) => {
    const all = { kind, uploaderId, name, ...next };
    onChange({
      ...(all.kind && { kind: all.kind }),
      ...(all.uploaderId && { uploaderId: all.uploaderId }),
      ...(all.name && { name: all.name }),
    });
  };
  return (
    <div
      role="search"
      aria-label={texts.files.filter}
      className="flex min-h-12 shrink-0 flex-wrap items-center gap-1.5 px-4 max-wide:px-2"
    >
      <SearchField
        isPlain
        label={texts.files.findByName}
        value={name}
        className="w-48 max-wide:w-32"
        onChange={(value) => choose({ name: value })}
      />
      <Menu
        trigger={
          <Button size="small" look="ghost" aria-pressed={kind !== undefined}>
            {kind ? texts.files.kinds[kind] : texts.files.allKinds}
          </Button>
        }
      >
        <MenuChoice isChosen={kind === undefined} onSelect={() => choose({ kind: undefined })}>
          {texts.files.allKinds}
        </MenuChoice>
        <MenuLine />
        {FILE_KINDS.map((one: FileKind) => (
          <MenuChoice key={one} isChosen={kind === one} onSelect={() => choose({ kind: one })}>
            {texts.files.kinds[one]}
          </MenuChoice>
        ))}
      </Menu>
      <PersonPopover
        label={texts.users.people}
        options={[{ id: "", label: texts.users.anyone }]}
        chosenId={uploaderId ?? ""}
        onPick={(id) => choose({ uploaderId: id === "" ? undefined : (id as Id<"users">) })}
        trigger={<PersonButton id={uploaderId} />}
      />
      {children}
    </div>
  );
}

/** Whose files are shown. */
function PersonButton({ id, ...rest }: { id: Id<"users"> | undefined }) {
  return (
    <Button size="small" look="ghost" aria-pressed={id !== undefined} {...rest}>
      {id ? <PersonName id={id} /> : texts.users.anyone}
    </Button>
  );
}

const PersonName = ({ id }: { id: Id<"users"> }) => usePerson(id).name;
