import type { Id } from "@convex/_generated/dataModel";
import { FolderPlus, Plus, ScrollText, Trash2 } from "lucide-react";
import { useState } from "react";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Menu, MenuItem, MenuLine } from "@/ui/floating/Menu";
import { Icon } from "@/ui/Icon";
import { DeletedDialog } from "./DeletedDialog";
import type { Place } from "./folder";
import { NewFolderDialog, NewNoteDialog } from "./NewDialogs";
import { useFilesAddress } from "./useFilesAddress";

type Props = { channelId: Id<"channels">; place: Place; canWrite: boolean };

/** What can be made in a folder, and what was deleted in the channel. */
export function FilesMenu({ channelId, place, canWrite }: Props) {
  const address = useFilesAddress();
  const [open, setOpen] = useState<"folder" | "note" | "deleted">();
  const close = () => setOpen(undefined);
  const here = { channelId, place, onClose: close };
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button size="small" className="ml-auto">
            <Icon of={canWrite ? Plus : Trash2} />
            {canWrite ? texts.folders.new : texts.folders.more}
          </Button>
        }
      >
        {canWrite && (
          <>
            <MenuItem icon={ScrollText} onSelect={() => setOpen("note")}>
              {texts.notes.newNote}
            </MenuItem>
            <MenuItem icon={FolderPlus} onSelect={() => setOpen("folder")}>
              {texts.folders.newFolder}
            </MenuItem>
            <MenuLine />
          </>
        )}
        <MenuItem icon={Trash2} onSelect={() => setOpen("deleted")}>
          {texts.folders.deletedTitle}
        </MenuItem>
      </Menu>
      {open === "folder" && <NewFolderDialog {...here} onMade={(folder) => address.open({ folder })} />}
      {open === "note" && <NewNoteDialog {...here} onMade={(note) => address.open({ note })} />}
      {open === "deleted" && <DeletedDialog channelId={channelId} canWrite={canWrite} onClose={close} />}
    </>
  );
}
