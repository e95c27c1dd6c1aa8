import type { Id } from "@convex/_generated/dataModel";
import { FolderX } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { KEEPS_VIEW } from "@/lib/keepsView";
import { texts } from "@/texts";
import { Empty } from "@/ui/Empty";
import { LoadingLines } from "@/ui/Skeleton";
import { NotePage } from "../notes/NotePage";
import { FileFilters } from "./FileFilters";
import { FilesList } from "./FilesList";
import { FilesMenu } from "./FilesMenu";
import type { Folders } from "./folder";
import { FolderPath } from "./FolderPath";
import type { FileFilter } from "./useChannelFiles";
import { useFilesAddress } from "./useFilesAddress";
import { useFolders } from "./useFolders";

type Props = { channelId: Id<"channels">; canWrite: boolean };

/** The files of a channel: a folder with what is in it, what a filter finds in all of them, or a note. */
export function ChannelFiles({ channelId, canWrite }: Props) {
  const folders = useFolders(channelId);
  const { noteId } = useFilesAddress();
  const [filter, setFilter] = useState<FileFilter>({});
  if (!folders) return <LoadingLines label={texts.files.loading} />;
  if (noteId !== undefined)
    return (
      <NotePage key={noteId} channelId={channelId} noteId={noteId} folders={folders} canWrite={canWrite} />
    );
  return <Browser {...{ channelId, canWrite, folders, filter }} onFilter={setFilter} />;
}

type BrowserProps = Props & {
  folders: Folders;
  filter: FileFilter;
  onFilter: (filter: FileFilter) => void;
};

function Browser({ channelId, canWrite, folders, filter, onFilter }: BrowserProps) {
  const { folderId } = useFilesAddress();
  const folder = folderId === undefined ? undefined : folders.get(folderId);
  const isFiltered = Object.keys(filter).length > 0;
  const isGone = folderId !== undefined && folder === undefined && !isFiltered;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <FileFilters filter={filter} onChange={onFilter}>
        <FilesMenu channelId={channelId} place={folder?._id} canWrite={canWrite} />
      </FileFilters>
      {folder && !isFiltered && (
        <div className="px-2.5 pb-1 max-wide:px-0.5">
          <FolderPath folders={folders} place={folder._id} />
        </div>
      )}
      {isGone ? (
        <GoneFolder />
      ) : (
        <FilesList
          key={folder?._id}
          place={folder?._id}
          {...{ channelId, canWrite, folders, filter, isFiltered }}
        />
      )}
    </div>
  );
}

function GoneFolder() {
  const address = useFilesAddress();
  return (
    <Empty
      icon={FolderX}
      title={texts.folders.gone}
      action={
        <Link to={address.to({})} state={KEEPS_VIEW} className="text-accent-text hover:underline">
          {texts.folders.allFiles}
        </Link>
      }
    >
      {texts.folders.goneWhy}
    </Empty>
  );
}
