import type { Id } from "@convex/_generated/dataModel";
import { Folder as FolderIcon, FolderPlus, Files } from "lucide-react";
import { useState } from "react";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/floating/Dialog";
import { OptionPicker } from "@/ui/form/OptionPicker";
import { Icon } from "@/ui/Icon";
import type { Filed, Folders, Place } from "./folder";
import { NewFolderDialog } from "./NewDialogs";
import { useFiling } from "./useFolders";

type Props = { channelId: Id<"channels">; thing: Filed; folders: Folders; onClose: () => void };

/** Where a thing goes: any folder of its channel, a new one, or none. */
export function MoveDialog({ channelId, thing, folders, onClose }: Props) {
  const { move } = useFiling();
  const [isNew, setIsNew] = useState(false);
  const [chosen] = useState<ReadonlySet<string>>(() => new Set());

  function moveTo(place: Place, title = folders.title(place)) {
    onClose();
    void move(thing, place, place === undefined ? texts.files.files : title);
  }

  if (isNew)
    return (
      <NewFolderDialog
        channelId={channelId}
        place={folders.path(thing.place).at(-1)?._id}
        onMade={(folderId, name) => moveTo(folderId, name)}
        onClose={onClose}
      />
    );
  const options = folders.placesFor(thing).map((place) => ({
    id: place ?? "",
    label: place === undefined ? texts.folders.outside : folders.title(place),
    leading: <Icon of={place === undefined ? Files : FolderIcon} className="text-text-muted" />,
  }));
  return (
    <Dialog title={texts.folders.moveTitle(thing.name)} onClose={onClose}>
      <OptionPicker
        searchLabel={texts.folders.find}
        listLabel={texts.folders.folders}
        options={options}
        chosen={chosen}
        onPick={(id) => moveTo(folders.get(id)?._id)}
      />
      <Button look="ghost" size="small" className="mt-2" onClick={() => setIsNew(true)}>
        <Icon of={FolderPlus} />
        {texts.folders.newFolder}
      </Button>
    </Dialog>
  );
}
