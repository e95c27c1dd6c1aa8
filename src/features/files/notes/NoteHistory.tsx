import { usePeople } from "@/features/users";
import { texts } from "@/texts";
import { exactTime } from "@/texts/time";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/floating/Dialog";
import { LoadingLines } from "@/ui/Skeleton";
import type { Note, Revision } from "./note";
import { useRevisions } from "./useNote";

type Props = { note: Note; onClose: () => void; onRestore?: (text: string) => void };

/** Every text that a note has had, with who saved it; an older one can become the newest again. */
export function NoteHistory({ note, onClose, onRestore }: Props) {
  const { revisions, more } = useRevisions(note._id);
  return (
    <Dialog title={texts.notes.history} width="medium" isText onClose={onClose}>
      {!revisions && <LoadingLines label={texts.notes.loadingHistory} />}
      <ol aria-label={texts.notes.history} className="grid gap-3">
        {revisions?.map((one) => (
          <Version
            key={one.revision}
            revision={one}
            isNewest={one.revision === note.revision}
            onRestore={
              onRestore &&
              (() => {
                onRestore(one.text);
                onClose();
              })
            }
          />
        ))}
      </ol>
      {more && (
        <Button size="small" look="ghost" className="mt-2" onClick={more}>
          {texts.ui.showMore}
        </Button>
      )}
    </Dialog>
  );
}

type VersionProps = { revision: Revision; isNewest: boolean; onRestore: (() => void) | undefined };

function Version({ revision: { revision, authorId, at, text }, isNewest, onRestore }: VersionProps) {
  const { nameOf } = usePeople();
  const title = texts.notes.savedBy(nameOf(authorId), exactTime(at));
  return (
    <li className="grid gap-1 border-t pt-2">
      <div className="flex flex-wrap items-center gap-2">
        <p className="tabular min-w-0 flex-1 text-meta text-text-muted">{title}</p>
        {isNewest ? (
          <span className="text-meta font-medium text-text-muted">{texts.notes.newest}</span>
        ) : (
          onRestore && (
            <Button size="small" aria-label={texts.notes.restoreVersion(revision)} onClick={onRestore}>
              {texts.folders.restore}
            </Button>
          )
        )}
      </div>
      <div
        dir="auto"
        className="max-h-48 overflow-y-auto text-small [overflow-wrap:anywhere] whitespace-pre-wrap"
      >
        {text === "" ? <i className="text-text-muted">{texts.notes.nothing}</i> : text}
      </div>
    </li>
  );
}
