import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import { texts } from "@/texts";
import type { FolderId, Place } from "./folder";
import { NameDialog } from "@/features/users";
import { useNaming } from "./useFolders";

type Props = { channelId: Id<"channels">; place: Place; onClose: () => void };

type FolderProps = Props & { onMade: (folderId: FolderId, name: string) => void };

export function NewFolderDialog({ channelId, place, onMade, onClose }: FolderProps) {
  const { createFolder } = useNaming(channelId);
  return (
    <NameDialog
      title={texts.folders.newFolder}
      label={texts.folders.name}
      submit={texts.folders.create}
      maxLength={LIMITS.folderName}
      draft={`newFolder:${channelId}`}
      onSave={async (name) => onMade(await createFolder(name, place), name)}
      onClose={onClose}
    />
  );
}

type NoteProps = Props & { onMade: (noteId: Id<"notes">) => void };

export function NewNoteDialog({ channelId, place, onMade, onClose }: NoteProps) {
  const { createNote } = useNaming(channelId);
  return (
    <NameDialog
      title={texts.notes.newNote}
      label={texts.notes.title}
      submit={texts.notes.create}
      maxLength={LIMITS.noteTitle}
      draft={`newNote:${channelId}`}
      onSave={async (title) => onMade(await createNote(title, place))}
      onClose={onClose}
    />
  );
}
