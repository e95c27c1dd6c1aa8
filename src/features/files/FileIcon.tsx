import {
  File,
  FileArchive,
  FileCode,
  FileImage,
  FileMusic,
  FileSpreadsheet,
  FileText,
  FileVideoCamera,
} from "lucide-react";
import { kindOf, mediaType } from "@convex/shared/files";
import { Icon, type IconShape } from "@/ui/Icon";

const BY_ENDING: [RegExp, IconShape][] = [
  [/\.(zip|gz|tgz|bz2|xz|7z|rar|tar)$/i, FileArchive],
  [/\.(csv|tsv|xlsx?|ods|numbers)$/i, FileSpreadsheet],
  [/\.([cm]?[jt]sx?|json|py|rb|go|rs|java|c|h|cpp|cs|php|sh|sql|css|html?|xml|ya?ml|toml)$/i, FileCode],
];

function shapeOf(type: string, name: string): IconShape {
  switch (kindOf(mediaType(type))) {
    case "image":
      return FileImage;
    case "video":
      return FileVideoCamera;
    case "audio":
      return FileMusic;
    default:
  }
  const byEnding = BY_ENDING.find(([ending]) => ending.test(name));
  if (byEnding) return byEnding[1];
  return kindOf(mediaType(type)) === "document" ? FileText : File;
}

type Props = { type: string; name: string; className?: string };

export const FileIcon = ({ type, name, className }: Props) => (
  <span className={className}>
    <Icon of={shapeOf(type, name)} size={20} />
  </span>
);
