import { Folder as FolderIcon } from "lucide-react";
import { useRef, type ReactNode } from "react";
import { FiledLine, type FiledActions } from "./FiledLine";
import type { Filed, Folder, Folders } from "./folder";
import { useFilesAddress } from "./useFilesAddress";
import { useFilingDrop } from "./useFilingDrag";
import { useFiling } from "./useFolders";

type Props = FiledActions & { folder: Folder; folders: Folders; canWrite: boolean; where?: ReactNode };

/** A folder: what is dropped on it goes into it. */
export function FolderLine({ folder, folders, where, ...rest }: Props) {
  const row = useRef<HTMLLIElement>(null);
  const address = useFilesAddress();
  const { mayChange } = useFiling();
  const isOver = useFilingDrop(row, folder._id, folders, folder.name);
  const thing: Exclude<Filed, { kind: "file" }> = {
    kind: "folder",
    id: folder._id,
    name: folder.name,
    place: folder.parentId,
  };
  const may = mayChange(folder);
  return (
    <FiledLine
      {...rest}
      row={row}
      thing={thing}
      icon={FolderIcon}
      to={address.to({ folder: folder._id })}
      mayRename={may}
      mayRemove={may}
      isOver={isOver}
    >
      {where}
    </FiledLine>
  );
}
