import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import { texts } from "@/texts";
import type { Filed } from "./folder";
import { NameDialog } from "@/features/users";
import { useNaming } from "./useFolders";

type Props = { channelId: Id<"channels">; thing: Filed; onClose: () => void };

export function RenameDialog({ channelId, thing, onClose }: Props) {
  const { renameFolder, renameNote } = useNaming(channelId);
  const isNote = thing.kind === "note";
  return (
    <NameDialog
      title={isNote ? texts.notes.rename : texts.folders.rename}
      label={isNote ? texts.notes.title : texts.folders.name}
      submit={texts.ui.save}
      maxLength={isNote ? LIMITS.noteTitle : LIMITS.folderName}
      name={thing.name}
      draft={`rename:${thing.id}`}
      onSave={async (name) => {
        if (thing.kind === "note") await renameNote(thing.id, name);
        else if (thing.kind === "folder") await renameFolder(thing.id, name);
      }}
      onClose={onClose}
    />
  );
}
