import { clsx } from "clsx";
import { lazy, Suspense, useEffect, useState } from "react";
import { kindOf } from "@convex/shared/files";
import { LIMITS } from "@convex/shared/limits";
import { retryImport } from "@/lib/retryImport";
import { texts } from "@/texts";
import { Empty } from "@/ui/Empty";
import { CodeBlock } from "@/ui/markdown/CodeBlock";
import { isPdf, isPicture, isTable, isText, type FileInfo } from "../file";
import { FileIcon } from "../FileIcon";
import { useFileUrl } from "../FilesContext";
import { firstPart, whole } from "../parts";

const TablePreview = lazy(
  retryImport(async () => ({ default: (await import("./TablePreview")).TablePreview })),
);

const PdfPreview = lazy(
  retryImport(async () => ({ default: (await import("./pdf/PdfPreview")).PdfPreview })),
);

type Props = { file: FileInfo; isZoomed: boolean; onZoom: () => void };

/** What can be seen of a file. */
export function FilePreview({ file, isZoomed, onZoom }: Props) {
  const urlOf = useFileUrl();
  const url = urlOf(file._id);
  if (!url) return <div className="flex-1" />;
  if (isPicture(file)) return <LargePicture url={url} file={file} isZoomed={isZoomed} onZoom={onZoom} />;
  if (isPdf(file))
    return (
      <Suspense fallback={<div className="flex-1" />}>
        <PdfPreview url={url} file={file} isZoomed={isZoomed} onZoom={onZoom} />
      </Suspense>
    );
  if (isText(file)) return <TextPreview url={url} file={file} />;
  const kind = kindOf(file.type);
  return (
    <div className="grid min-h-0 flex-1 place-items-center overflow-auto p-4">
      {kind === "video" && (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- what people send has none
        <video
          controls
          src={url}
          poster={file.hasPreview ? urlOf(file._id, { isPreview: true }) : undefined}
          width={file.width}
          height={file.height}
          aria-label={file.name}
          className="max-h-full max-w-full bg-bg-active object-contain"
        />
      )}
      {kind === "audio" && (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- what people send has none
        <audio controls src={url} aria-label={file.name} className="w-full max-w-xl" />
      )}
      {kind !== "video" && kind !== "audio" && (
        <div className="flex flex-col items-center gap-3 text-text-muted">
          <FileIcon type={file.type} name={file.name} />
          <p>{texts.files.noPreview}</p>
        </div>
      )}
    </div>
  );
}

type PictureProps = { url: string; file: FileInfo; isZoomed: boolean; onZoom: () => void };

/** A picture as large as there is room, or pixel by pixel; the small one is there until the large one has come. */
function LargePicture({ url, file, isZoomed, onZoom }: PictureProps) {
  const source = useWholePicture(url, file);
  const { width, height } = file;
  return (
    <div className={clsx("min-h-0 flex-1 overflow-auto p-2", !isZoomed && "grid place-items-center")}>
      <button
        type="button"
        aria-label={isZoomed ? texts.files.zoomOut : texts.files.zoomIn}
        className={clsx("block", isZoomed ? "cursor-zoom-out" : "max-h-full max-w-full cursor-zoom-in")}
        onClick={onZoom}
      >
        <img
          src={source ?? `${url}&preview=1`}
          alt={file.name}
          width={width}
          height={height}
          draggable={false}
          className={clsx(
            "mx-auto",
            isZoomed ? "max-w-none" : "max-h-[calc(100dvh-9rem)] max-w-full object-contain",
          )}
          style={{ backgroundColor: file.colour }}
        />
      </button>
    </div>
  );
}

/** One answer holds the whole of most pictures; larger ones are put together here. */
function useWholePicture(url: string, file: FileInfo): string | undefined {
  const [made, setMade] = useState<string>();
  const { size, type } = file;
  const isLarge = size > LIMITS.filePart;
  useEffect(() => {
    if (!isLarge) return;
    let address: string | undefined;
    let isGone = false;
    void whole(url, { size, type }).then(
      (content) => {
        if (isGone) return;
        address = URL.createObjectURL(content);
        setMade(address);
      },
      () => undefined, // The small one stays.
    );
    return () => {
      isGone = true;
      if (address) URL.revokeObjectURL(address);
    };
  }, [isLarge, url, size, type]);
  return isLarge ? made : url;
}

/** Endings of texts for people, whose lines wrap; code keeps its lines. */
const PROSE: ReadonlySet<string> = new Set(["", "txt", "md", "text"]);

/** Bytes of a text that are shown. */
const SHOWN_BYTES = 256 * 1024;

function TextPreview({ url, file }: { url: string; file: FileInfo }) {
  const [text, setText] = useState<string | null>();
  useEffect(() => {
    let isGone = false;
    const tell = (found: string | null) => !isGone && setText(found);
    firstPart(url, SHOWN_BYTES)
      .then(async (part) => await part.text())
      .then(tell, () => tell(null));
    return () => {
      isGone = true;
    };
  }, [url]);
  if (text === undefined) return <p className="after-pause flex-1 p-4 text-text-muted">{texts.ui.loading}</p>;
  if (text === null) return <Empty title={texts.files.previewFailed}>{texts.files.noPreview}</Empty>;
  const ending = /\.(\w+)$/.exec(file.name)?.[1]?.toLowerCase();
  return (
    <div className="min-h-0 flex-1 overflow-auto p-4 wide:px-8">
      {file.size > SHOWN_BYTES && (
        <p className="pb-2 text-small text-text-muted">
          {texts.files.cutPreview(texts.ui.bytes(SHOWN_BYTES))}
        </p>
      )}
      {isTable(file) ? (
        <Suspense fallback={null}>
          <TablePreview text={text} isTabbed={ending === "tsv"} isCut={file.size > SHOWN_BYTES} />
        </Suspense>
      ) : (
        <div className="prose max-w-none">
          {PROSE.has(ending ?? "") ? (
            <p
              dir="auto"
              className="mx-auto max-w-180 text-message [overflow-wrap:anywhere] whitespace-pre-wrap"
            >
              {text}
            </p>
          ) : (
            <CodeBlock text={text} language={ending} />
          )}
        </div>
      )}
    </div>
  );
}
