import type { Id } from "@convex/_generated/dataModel";
import { Files } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { takeLostFocus } from "@/lib/focusOnMount";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { Dialog } from "@/ui/floating/Dialog";
import { LoadingLines } from "@/ui/Skeleton";
import { NoteLine } from "../notes/NoteLine";
import { Viewer } from "../viewer/Viewer";
import { FileLine } from "./FileLine";
import type { Filed, Folder, Folders, Place } from "./folder";
import { FolderLine } from "./FolderLine";
import { Where } from "./FolderPath";
import { MoveDialog } from "./MoveDialog";
import { RenameDialog } from "./RenameDialog";
import { useFile } from "../useFile";
import { useChannelFiles, useChannelNotes, type FileFilter } from "./useChannelFiles";
import { useFilesAddress } from "./useFilesAddress";

type Props = {
  channelId: Id<"channels">;
  canWrite: boolean;
  folders: Folders;
  filter: FileFilter;
  isFiltered: boolean;
  place: Place;
};

/** Folders by their names, then notes and files, newest first. */
export function FilesList({ channelId, canWrite, folders, filter, isFiltered, place }: Props) {
  const deferred = useDeferredValue(filter);
  const files = useChannelFiles(channelId, deferred, place);
  const notes = useChannelNotes(channelId, deferred, place);
  const inner = isFiltered ? fitting(folders, filter) : folders.in(place);
  const [moved, setMoved] = useState<Filed>();
  const [renamed, setRenamed] = useState<Filed>();
  const { openFile } = useFilesAddress();
  const isLoading = files.isLoading || notes.isLoading;
  const count = inner.length + notes.results.length + files.results.length;
  const shared = { canWrite, onMove: setMoved, onRename: setRenamed };
  const whereOf = (at: Place) => (isFiltered ? <Where folders={folders} place={at} /> : undefined);
  return (
    <div
      ref={takeLostFocus}
      tabIndex={-1}
      className="min-h-0 flex-1 overflow-y-auto px-4 pb-6 outline-none max-wide:px-2"
    >
      {isLoading && count === 0 && <LoadingLines label={texts.files.loading} />}
      {!isLoading && count === 0 && <Nothing isFiltered={isFiltered} place={place} />}
      <ul aria-label={texts.files.files} className="divide-y divide-line">
        {inner.map((folder) => (
          <FolderLine
            key={folder._id}
            {...shared}
            {...{ folder, folders }}
            where={whereOf(folder.parentId)}
          />
        ))}
        {notes.results.map((note) => (
          <NoteLine key={note._id} {...shared} note={note} where={whereOf(note.folderId)} />
        ))}
        {notes.more && (
          <li className="py-2 text-center">
            <Button onClick={notes.more}>{texts.notes.showMore}</Button>
          </li>
        )}
        {files.results.map((file) => (
          <FileLine
            key={file._id}
            {...{ file, canWrite }}
            where={whereOf(file.folderId)}
            onMove={setMoved}
            onOpen={() => openFile(file._id)}
          />
        ))}
      </ul>
      {files.more && (
        <Button className="mx-auto mt-3 flex" onClick={files.more}>
          {texts.ui.showMore}
        </Button>
      )}
      <OpenFile files={files.results} />
      {moved && <MoveDialog {...{ channelId, folders }} thing={moved} onClose={() => setMoved(undefined)} />}
      {renamed && (
        <RenameDialog channelId={channelId} thing={renamed} onClose={() => setRenamed(undefined)} />
      )}
    </div>
  );
}

/** Folders have a name and a maker, and are of no kind. */
function fitting(folders: Folders, { kind, uploaderId, name = "" }: FileFilter): Folder[] {
  if (kind !== undefined) return [];
  return folders.found(name).filter(({ createdBy }) => uploaderId === undefined || createdBy === uploaderId);
}

function Nothing({ isFiltered, place }: { isFiltered: boolean; place: Place }) {
  if (isFiltered)
    return (
      <Empty icon={Files} title={texts.files.none}>
        {texts.files.noneFound}
      </Empty>
    );
  return (
    <Empty icon={Files} title={place === undefined ? texts.files.none : texts.folders.empty}>
      {place === undefined ? texts.files.noneWhy : texts.folders.emptyWhy}
    </Empty>
  );
}

/** The file of the address, over the list, which may not have it. */
function OpenFile({ files }: { files: Parameters<typeof Viewer>[0]["files"] }) {
  const { fileId, openFile } = useFilesAddress();
  const addressed = useFile(fileId);
  const isListed = files.some(({ _id }) => _id === fileId);
  return (
    <>
      <Viewer files={isListed || !addressed ? files : [addressed]} openId={fileId} onShow={openFile} />
      {addressed === null && (
        <Dialog isText title={texts.files.gone} onClose={() => openFile(undefined)}>
          {texts.files.goneWhy}
        </Dialog>
      )}
    </>
  );
}
