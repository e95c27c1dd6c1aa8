import { clsx } from "clsx";
import { useState } from "react";
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

/** What a version shows before it is unfolded. */
const LONGEST = 900;
const MOST_LINES = 11;

type VersionProps = { revision: Revision; isNewest: boolean; onRestore: (() => void) | undefined };

function Version({ revision: { revision, authorId, at, text }, isNewest, onRestore }: VersionProps) {
  const { nameOf } = usePeople();
  const [isWhole, setIsWhole] = useState(false);
  const isFolded = !isWhole && (text.length > LONGEST || text.split("\n").length > MOST_LINES);
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
        className={clsx(
          "text-small [overflow-wrap:anywhere] whitespace-pre-wrap",
          isFolded && "max-h-48 overflow-hidden mask-b-from-[calc(100%-3rem)] mask-b-to-100%",
        )}
      >
        {text === "" ? <i className="text-text-muted">{texts.notes.nothing}</i> : text}
      </div>
      {isFolded && (
        <Button size="small" look="ghost" className="justify-self-start" onClick={() => setIsWhole(true)}>
          {texts.notes.showWhole}
        </Button>
      )}
    </li>
  );
}
