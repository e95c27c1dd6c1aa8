import { kindOf } from "@convex/shared/files";
import { Image } from "lucide-react";
import { FileThumbnail, type FileInfo } from "@/features/files";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Menu, MenuChoice, MenuLabel } from "@/ui/floating/Menu";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import type { FullTask } from "../task";
import { useCover } from "./useCover";

type Props = { task: Pick<FullTask, "_id" | "coverId">; files: readonly FileInfo[] };

/** Which of the pictures of a task its card shows; nothing where there are none. */
export function CoverMenu({ task: { _id, coverId }, files }: Props) {
  const choose = useCover(_id);
  const pictures = files.filter(({ type }) => kindOf(type) === "image");
  if (pictures.length === 0) return null;
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={texts.subtasks.chooseCover} isSmall>
          <Icon of={Image} />
        </IconButton>
      }
    >
      <MenuLabel>{texts.subtasks.cover}</MenuLabel>
      <MenuChoice isChosen={coverId === undefined} onSelect={() => void reportRefusal(choose(null))}>
        {texts.subtasks.noCover}
      </MenuChoice>
      {pictures.map((file) => (
        <MenuChoice
          key={file._id}
          isChosen={file._id === coverId}
          leading={
            <span className="[&_img]:!size-6">
              <FileThumbnail file={file} />
            </span>
          }
          onSelect={() => void reportRefusal(choose(file._id))}
        >
          {file.name}
        </MenuChoice>
      ))}
    </Menu>
  );
}
