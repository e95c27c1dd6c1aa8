import type { Id } from "@convex/_generated/dataModel";
import { notePath } from "@convex/shared/addresses";
import { History, Link2, Pencil, ScrollText } from "lucide-react";
import { useEffect, useRef, useState, type RefObject } from "react";
import { Link } from "react-router";
import { useDraft } from "@/features/users";
import { takeLostFocus } from "@/lib/focusOnMount";
import { KEEPS_VIEW } from "@/lib/keepsView";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { copyLink } from "@/ui/floating/copyLink";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { Markdown } from "@/ui/markdown/Markdown";
import { LoadingLines } from "@/ui/Skeleton";
import { FiledMenu } from "../channel/FiledLine";
import type { Filed, Folders } from "../channel/folder";
import { FolderPath } from "../channel/FolderPath";
import { MoveDialog } from "../channel/MoveDialog";
import { RenameDialog } from "../channel/RenameDialog";
import { useFilesAddress } from "../channel/useFilesAddress";
import { useFiling } from "../channel/useFolders";
import { ConflictView } from "./ConflictView";
import { draftPlace, readTyped, type Note } from "./note";
import { NoteEditor } from "./NoteEditor";
import { NoteHistory } from "./NoteHistory";
import { filedNote, NoteFacts } from "./NoteLine";
import { useNote } from "./useNote";
import { useNoteText, type NoteText } from "./useNoteText";

type PlaceProps = { channelId: Id<"channels">; folders: Folders; canWrite: boolean };

/** A note in the place of the list: read, changed, and with the texts that it had. */
export function NotePage({ noteId, ...place }: PlaceProps & { noteId: string }) {
  const note = useNote(noteId);
  if (note === undefined) return <LoadingLines label={texts.notes.loading} />;
  const isHere = note?.channelId === place.channelId;
  return note && isHere ? <OpenNote note={note} {...place} /> : <GoneNote noteId={noteId} />;
}

function OpenNote({ note, channelId, folders, canWrite }: PlaceProps & { note: Note }) {
  // Nobody has written in it yet: whoever opens it most likely will.
  const text = useNoteText(note, canWrite && note.revision === 1 && note.text === "");
  const [isHistory, setIsHistory] = useState(false);
  const editButton = useFocusBack(text.isEditing);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex min-h-12 shrink-0 items-center gap-1 border-b px-2.5 pr-2 max-wide:flex-wrap max-wide:px-0.5">
        <FolderPath folders={folders} place={note.folderId} current={note.title} />
        <div className="ml-auto flex shrink-0 items-center gap-1">
          {canWrite && !text.isEditing && (
            <Button ref={editButton} size="small" look="primary" onClick={text.edit}>
              <Icon of={Pencil} size={14} />
              {texts.ui.edit}
            </Button>
          )}
          <IconButton label={texts.notes.history} onClick={() => setIsHistory(true)}>
            <Icon of={History} />
          </IconButton>
          <IconButton
            label={texts.notes.copyLink}
            onClick={() => void copyLink(notePath({ channelId, noteId: note._id }))}
          >
            <Icon of={Link2} />
          </IconButton>
          {canWrite && <NoteMenu {...{ note, channelId, folders }} />}
        </div>
      </header>
      <div
        ref={takeLostFocus}
        tabIndex={-1}
        className="flex min-h-0 flex-1 flex-col overflow-y-auto px-4 py-4 outline-none"
      >
        <NoteContent {...{ note, text, canWrite }} />
      </div>
      {isHistory && (
        <NoteHistory
          note={note}
          onClose={() => setIsHistory(false)}
          {...(canWrite && !text.typed && { onRestore: text.restore })}
        />
      )}
    </div>
  );
}

/** The keyboard goes back to the button that opened the editor. */
function useFocusBack(isEditing: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(isEditing);
  useEffect(() => {
    if (wasEditing.current && !isEditing) button.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);
  return button;
}

function NoteMenu({ note, channelId, folders }: Omit<PlaceProps, "canWrite"> & { note: Note }) {
  const { mayChange } = useFiling();
  const [moved, setMoved] = useState<Filed>();
  const [renamed, setRenamed] = useState<Filed>();
  return (
    <>
      <FiledMenu
        thing={filedNote(note)}
        mayRename
        mayRemove={mayChange(note)}
        onMove={setMoved}
        onRename={setRenamed}
      />
      {moved && <MoveDialog {...{ channelId, folders }} thing={moved} onClose={() => setMoved(undefined)} />}
      {renamed && (
        <RenameDialog channelId={channelId} thing={renamed} onClose={() => setRenamed(undefined)} />
      )}
    </>
  );
}

function NoteContent({ note, text, canWrite }: { note: Note; text: NoteText; canWrite: boolean }) {
  if (text.conflict) return <ConflictView conflict={text.conflict} text={text} />;
  if (text.isEditing) return <NoteEditor note={note} text={text} canWrite={canWrite} />;
  return (
    <article aria-label={note.title} className="measure grid gap-3">
      <h2 dir="auto" className="text-display font-semibold [overflow-wrap:anywhere]">
        {note.title}
      </h2>
      <NoteFacts note={note} isUnsaved={false} />
      {note.text.trim() === "" ? (
        <p className="text-text-muted">{canWrite ? texts.notes.emptyWhy : texts.notes.empty}</p>
      ) : (
        <ErrorBoundary
          resetKey={note.text}
          fallback={() => <p className="whitespace-pre-wrap">{note.text}</p>}
        >
          <div dir="auto" className="text-message">
            <Markdown text={note.text} />
          </div>
        </ErrorBoundary>
      )}
    </article>
  );
}

/** What was typed in it is still here: it can be copied. */
function GoneNote({ noteId }: { noteId: string }) {
  const { draft, dropDraft } = useDraft(draftPlace(noteId), readTyped);
  const address = useFilesAddress();
  const back = (
    <Link to={address.to({})} state={KEEPS_VIEW} className="text-accent-text hover:underline">
      {texts.folders.allFiles}
    </Link>
  );
  if (!draft)
    return (
      <Empty icon={ScrollText} title={texts.notes.gone} action={back}>
        {texts.notes.goneWhy}
      </Empty>
    );
  return (
    <div className="measure grid content-start gap-3 overflow-y-auto p-4">
      <h2 className="text-title font-semibold">{texts.notes.gone}</h2>
      <p className="text-text-muted">{texts.notes.keptText}</p>
      <textarea
        readOnly
        dir="auto"
        aria-label={texts.notes.text}
        value={draft.text}
        className="min-h-60 w-full rounded-control border border-control-line bg-bg-raised px-3 py-2 [field-sizing:content]"
      />
      <div className="flex items-center gap-3">
        {back}
        <Button size="small" look="ghost" onClick={dropDraft}>
          {texts.ui.discard}
        </Button>
      </div>
    </div>
  );
}
