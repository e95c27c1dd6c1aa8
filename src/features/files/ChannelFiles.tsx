import type { Id } from "@convex/_generated/dataModel";
import { FILE_KINDS, type FileKind } from "@convex/shared/files";
import { Ellipsis, Files, Pencil, Trash2 } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { PersonPopover, usePerson } from "@/features/users";
import { KEEPS_VIEW } from "@/lib/keepsView";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { Dialog } from "@/ui/floating/Dialog";
import { Menu, MenuChoice, MenuItem, MenuLine } from "@/ui/floating/Menu";
import { SearchField } from "@/ui/form/SearchField";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { LoadingLines } from "@/ui/Skeleton";
import { DownloadLink } from "./DownloadLink";
import { FileFacts } from "./FileFacts";
import type { FileInfo } from "./file";
import { FileName } from "./FileName";
import { FileThumbnail } from "./FileThumbnail";
import { useFileActions } from "./useFileActions";
import { useChannelFiles, useFile, type FileFilter } from "./useChannelFiles";
import { Viewer } from "./viewer/Viewer";

/** All files of a channel, with the ways to find one. */
export function ChannelFiles({ channelId }: { channelId: Id<"channels"> }) {
  const [filter, setFilter] = useState<FileFilter>({});
  const { files, isLoading, more } = useChannelFiles(channelId, useDeferredValue(filter));
  const [openId, open] = useOpenFile();
  const addressed = useFile(openId);
  const isListed = files.some(({ _id }) => _id === openId);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Filters filter={filter} onChange={setFilter} />
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-6 max-wide:px-2">
        {isLoading && <LoadingLines label={texts.files.loading} />}
        {!isLoading && files.length === 0 && (
          <Empty icon={Files} title={texts.files.none}>
            {Object.keys(filter).length === 0 ? texts.files.noneWhy : texts.files.noneFound}
          </Empty>
        )}
        <ul aria-label={texts.files.files} className="divide-y divide-line">
          {files.map((file) => (
            <FileLine key={file._id} file={file} onOpen={() => open(file._id)} />
          ))}
        </ul>
        {more && (
          <Button className="mx-auto mt-3" onClick={more}>
            {texts.ui.showMore}
          </Button>
        )}
      </div>
      <Viewer files={isListed || !addressed ? files : [addressed]} openId={openId} onShow={open} />
      {addressed === null && (
        <Dialog isText title={texts.files.gone} onClose={() => open(undefined)}>
          {texts.files.goneWhy}
        </Dialog>
      )}
    </div>
  );
}

/** The open file is in the address, where it can be copied from; going back closes it. */
function useOpenFile(): [string | undefined, (id: string | undefined) => void] {
  const [params, setParams] = useSearchParams();
  const openId = params.get("file") ?? undefined;
  const open = (id: string | undefined) => {
    const next = new URLSearchParams(params);
    if (id === undefined) next.delete("file");
    else next.set("file", id);
    setParams(next, { state: KEEPS_VIEW, replace: id === undefined || openId !== undefined });
  };
  return [openId, open];
}

type FilterProps = { filter: FileFilter; onChange: (filter: FileFilter) => void };

function Filters({ filter, onChange }: FilterProps) {
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
      className="flex h-12 shrink-0 items-center gap-1.5 px-4 max-wide:px-2"
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

type LineProps = { file: FileInfo; onOpen: () => void };

function FileLine({ file, onOpen }: LineProps) {
  const { name, taskId } = file;
  const { mayRename, mayRemove, remove } = useFileActions();
  const [isRenaming, setIsRenaming] = useState(false);
  return (
    <li className="flex min-h-14 items-center gap-3 py-1.5">
      <FileThumbnail file={file} />
      <div className="min-w-0 flex-1">
        {isRenaming ? (
          <FileName file={file} onDone={() => setIsRenaming(false)} />
        ) : (
          <button
            type="button"
            dir="auto"
            className="block max-w-full truncate text-left font-medium hover:underline touch:min-h-8"
            title={name}
            onClick={onOpen}
          >
            {name}
          </button>
        )}
        <FileFacts file={file} />
      </div>
      {taskId && <CardLink taskId={taskId} name={name} />}
      <DownloadLink file={file} />
      {mayRemove(file) && (
        <Menu
          align="end"
          trigger={
            <IconButton label={texts.files.actionsOf(name)}>
              <Icon of={Ellipsis} />
            </IconButton>
          }
        >
          {mayRename(file) && (
            <MenuItem icon={Pencil} onSelect={() => setIsRenaming(true)}>
              {texts.files.rename}
            </MenuItem>
          )}
          <MenuItem icon={Trash2} isDanger onSelect={() => void remove(file)}>
            {texts.files.delete}
          </MenuItem>
        </Menu>
      )}
    </li>
  );
}

/** The way to the card that a file is on. */
function CardLink({ taskId, name }: { taskId: string; name: string }) {
  const [params] = useSearchParams();
  const next = new URLSearchParams(params);
  next.set("task", taskId);
  return (
    <Link
      to={`?${next}`}
      aria-label={texts.files.toCard(name)}
      className="shrink-0 rounded-control px-2 py-1 text-small text-accent-text hover:bg-bg-hover touch:py-3"
    >
      {texts.files.onCard}
    </Link>
  );
}
