import { lazy, Suspense } from "react";
import { retryImport } from "@/lib/retryImport";
import type { FileInfo } from "../file";

const FileViewer = lazy(retryImport(async () => ({ default: (await import("./FileViewer")).FileViewer })));

type Props = {
  files: readonly FileInfo[];
  /** The one that is open; none, or one that is not among them, shows nothing. */
  openId: string | undefined;
  onShow: (id: string | undefined) => void;
};

/** The viewer over everything, loaded when a file is opened. */
export function Viewer({ files, openId, onShow }: Props) {
  const file = files.find(({ _id }) => _id === openId);
  if (!file) return null;
  return (
    <Suspense fallback={null}>
      <FileViewer files={files} file={file} onShow={onShow} onClose={() => onShow(undefined)} />
    </Suspense>
  );
}
