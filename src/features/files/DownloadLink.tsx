import { LIMITS } from "@convex/shared/limits";
import { Download } from "lucide-react";
import { useState } from "react";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import type { FileInfo } from "./file";
import { useFileUrl } from "./FilesContext";
import { saveAs, whole } from "./parts";

/** Keeps a file; a large one is fetched in parts first. */
export function DownloadLink({ file }: { file: FileInfo }) {
  const { _id, name, size, type } = file;
  const urlOf = useFileUrl();
  const [isBusy, setIsBusy] = useState(false);

  async function fetchParts() {
    const url = urlOf(_id);
    if (!url) return;
    setIsBusy(true);
    await reportRefusal(whole(url, { size, type }).then((content) => saveAs(content, name)));
    setIsBusy(false);
  }

  return (
    <a
      href={urlOf(_id, { isDownload: true })}
      download={name}
      draggable={false}
      aria-label={texts.files.download(name)}
      aria-busy={isBusy}
      title={texts.files.download(name)}
      className="grid size-8 shrink-0 place-items-center rounded-control text-text-muted hover:bg-bg-hover hover:text-text aria-busy:animate-pulse touch:size-11"
      onClick={(event) => {
        if (size <= LIMITS.filePart) return;
        event.preventDefault();
        if (!isBusy) void fetchParts();
      }}
    >
      <Icon of={Download} />
    </a>
  );
}
