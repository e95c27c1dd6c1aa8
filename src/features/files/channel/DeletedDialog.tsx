import type { Id } from "@convex/_generated/dataModel";
import { Folder as FolderIcon, ScrollText } from "lucide-react";
import { texts } from "@/texts";
import { dayName, exactTime } from "@/texts/time";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/floating/Dialog";
import { Icon } from "@/ui/Icon";
import { LoadingLines } from "@/ui/Skeleton";
import type { Filed } from "./folder";
import { useDeleted, useFiling } from "./useFolders";

type Props = { channelId: Id<"channels">; canWrite: boolean; onClose: () => void };
type Gone = { thing: Exclude<Filed, { kind: "file" }>; at: number; mayRestore: boolean };

/** Folders and notes that were deleted, and the way back for each. */
export function DeletedDialog({ channelId, canWrite, onClose }: Props) {
  const { folders, notes, isLoading, more } = useDeleted(channelId);
  const { mayChange } = useFiling();
  const gone: Gone[] = [
    ...folders.map(({ _id: id, name, parentId: place, deletedAt: at = 0 }) => ({
      thing: { kind: "folder" as const, id, name, place },
      at,
      mayRestore: canWrite,
    })),
    ...notes.map((note) => ({
      thing: { kind: "note" as const, id: note._id, name: note.title, place: note.folderId },
      at: note.deletedAt ?? 0,
      mayRestore: canWrite && mayChange(note),
    })),
  ].toSorted((a, b) => b.at - a.at);
  return (
    <Dialog title={texts.folders.deletedTitle} description={texts.folders.deletedWhy} onClose={onClose}>
      {isLoading && <LoadingLines label={texts.folders.loadingDeleted} />}
      {!isLoading && gone.length === 0 && <p className="text-text-muted">{texts.folders.noneDeleted}</p>}
      <ul className="divide-y divide-line">
        {gone.map((one) => (
          <GoneLine key={one.thing.id} {...one} />
        ))}
      </ul>
      {more && (
        <Button size="small" look="ghost" className="mt-2" onClick={more}>
          {texts.ui.showMore}
        </Button>
      )}
    </Dialog>
  );
}

function GoneLine({ thing, at, mayRestore }: Gone) {
  const { restore } = useFiling();
  return (
    <li className="flex min-h-12 items-center gap-2 py-1.5">
      <Icon of={thing.kind === "folder" ? FolderIcon : ScrollText} className="text-text-muted" />
      <div className="min-w-0 flex-1">
        <p dir="auto" className="truncate" title={thing.name}>
          {thing.name}
        </p>
        <time className="block text-meta text-text-muted" title={exactTime(at)}>
          {texts.folders.deletedAt(dayName(at))}
        </time>
      </div>
      {mayRestore && (
        <Button
          size="small"
          aria-label={texts.folders.restoreOne(thing.name)}
          onClick={() => void restore(thing)}
        >
          {texts.folders.restore}
        </Button>
      )}
    </li>
  );
}
