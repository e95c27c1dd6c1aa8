import { usePerson } from "@/features/users";
import { texts } from "@/texts";
import { dayName, exactTime } from "@/texts/time";
import type { FileInfo } from "./file";

/** How large a file is, who put it in, and when. */
export function FileFacts({ file: { size, uploaderId, _creationTime: at } }: { file: FileInfo }) {
  const { name } = usePerson(uploaderId);
  return (
    <p className="tabular truncate text-meta text-text-muted">
      {texts.ui.bytes(size)} · <time title={exactTime(at)}>{texts.files.byAt(name, dayName(at))}</time>
    </p>
  );
}
