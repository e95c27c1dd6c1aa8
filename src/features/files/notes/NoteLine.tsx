import { ScrollText } from "lucide-react";
import type { ReactNode } from "react";
import { useKeptDraft, usePerson } from "@/features/users";
import { texts } from "@/texts";
import { dayName, exactTime } from "@/texts/time";
import { FiledLine, type FiledActions } from "../channel/FiledLine";
import type { Filed } from "../channel/folder";
import { useFilesAddress } from "../channel/useFilesAddress";
import { useFiling } from "../channel/useFolders";
import { draftPlace, type NoteInfo } from "./note";

type Props = FiledActions & { note: NoteInfo; canWrite: boolean; where?: ReactNode };

export const filedNote = ({ _id: id, title, folderId: place }: NoteInfo) =>
  ({ kind: "note", id, name: title, place }) satisfies Filed;

/** A note in a list: who wrote in it last, and whether something of it is not saved. */
export function NoteLine({ note, where, ...rest }: Props) {
  const address = useFilesAddress();
  const { mayChange } = useFiling();
  const { isThere } = useKeptDraft(draftPlace(note._id));
  return (
    <FiledLine
      {...rest}
      thing={filedNote(note)}
      icon={ScrollText}
      to={address.to({ note: note._id })}
      mayRename
      mayRemove={mayChange(note)}
    >
      <NoteFacts note={note} isUnsaved={isThere} />
      {where}
    </FiledLine>
  );
}

export function NoteFacts({ note, isUnsaved }: { note: NoteInfo; isUnsaved: boolean }) {
  const { name } = usePerson(note.changedBy);
  return (
    <p className="tabular truncate text-meta text-text-muted">
      {isUnsaved && <span className="font-medium text-warn">{texts.notes.unsaved} · </span>}
      {texts.notes.note} ·{" "}
      <time title={exactTime(note.changedAt)}>{texts.files.byAt(name, dayName(note.changedAt))}</time>
    </p>
  );
}
