import { LIMITS } from "@convex/shared/limits";
import { useState } from "react";
import { focusOnMount } from "@/lib/focusOnMount";
import { texts } from "@/texts";
import { INPUT } from "@/ui/form/Field";
import type { FileInfo } from "../file";
import { useFileActions } from "../useFileActions";

/** The name of a file while it is changed: Enter saves, Escape leaves it as it was. */
export function FileName({ file, onDone }: { file: FileInfo; onDone: () => void }) {
  const { rename } = useFileActions();
  const [name, setName] = useState(file.name);

  async function save() {
    const isSame = name.trim() === "" || name === file.name;
    if (isSame || (await rename(file._id, name))) onDone();
  }

  return (
    <input
      ref={focusOnMount}
      aria-label={texts.files.nameOfFile}
      dir="auto"
      value={name}
      maxLength={LIMITS.fileName}
      className={`${INPUT} h-8`}
      onChange={({ target }) => setName(target.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        if (event.key === "Enter") void save();
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onDone();
      }}
    />
  );
}
