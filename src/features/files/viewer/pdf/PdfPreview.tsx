import { ChevronDown, ChevronUp } from "lucide-react";
import { clsx } from "clsx";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { texts } from "@/texts";
import { Empty } from "@/ui/Empty";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import type { FileInfo } from "../../file";
import type { Box } from "./pdfMessages";
import type { PdfProblem } from "./pdfFile";
import { useDrawn, usePdf, type DrawnPage, type Pdf } from "./usePdf";

type Props = { url: string; file: FileInfo; isZoomed: boolean; onZoom: () => void };

/** The pages of a PDF, one at a time. */
export function PdfPreview({ url, file, ...zoom }: Props) {
  const pdf = usePdf(url, file.size);
  if (pdf === undefined) return <Loading />;
  if (typeof pdf === "string") return <Failed problem={pdf} />;
  return <Pages pdf={pdf} name={file.name} {...zoom} />;
}

const Loading = () => (
  <p role="status" className="after-pause flex-1 p-4 text-text-muted">
    {texts.ui.loading}
  </p>
);

const Failed = ({ problem }: { problem: PdfProblem }) => (
  <div role="alert" className="min-h-0 flex-1">
    <Empty title={texts.files.previewFailed}>{texts.files.pdfProblems[problem]}</Empty>
  </div>
);

type PagesProps = Pick<Props, "isZoomed" | "onZoom"> & { pdf: Pdf; name: string };

export function Pages({ pdf, name, isZoomed, onZoom }: PagesProps) {
  const [page, setPage] = useState(1);
  const room = useRef<HTMLDivElement>(null);
  const box = useRoom(room, isZoomed);
  const drawn = useDrawn(pdf, page, box);
  usePageKeys((by) => setPage((at) => Math.min(pdf.pages, Math.max(1, at + by))));
  // The next page begins at its top.
  useEffect(() => {
    if (room.current) room.current.scrollTop = 0;
  }, [page]);
  if (typeof drawn === "string") return <Failed problem={drawn} />;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {pdf.pages > 1 && <PageBar page={page} pages={pdf.pages} onPage={setPage} />}
      {drawn && !drawn.isWhole && (
        <p role="status" className="border-b bg-warn-soft px-4 py-1.5 text-center text-small">
          {texts.files.lettersMissing}
        </p>
      )}
      <div ref={room} className={clsx("min-h-0 flex-1", isZoomed ? "overflow-auto" : "overflow-hidden")}>
        {drawn === undefined ? (
          <Loading />
        ) : (
          <button
            type="button"
            aria-label={isZoomed ? texts.files.zoomOut : texts.files.zoomIn}
            className={clsx(
              "m-auto grid min-h-full min-w-full place-items-center p-2",
              isZoomed ? "cursor-zoom-out" : "cursor-zoom-in",
            )}
            onClick={onZoom}
          >
            <Page
              drawn={drawn}
              isLate={drawn.page !== page}
              label={texts.files.pageOf(name, drawn.page, pdf.pages)}
            />
          </button>
        )}
      </div>
      {/* What is drawn can be read by nobody who does not see it. */}
      {drawn && (
        <p dir="auto" className="sr-only">
          {drawn.text}
        </p>
      )}
    </div>
  );
}

type BarProps = { page: number; pages: number; onPage: (page: number) => void };

const PageBar = ({ page, pages, onPage }: BarProps) => (
  <div className="flex h-11 shrink-0 items-center justify-center gap-2 border-b">
    <IconButton
      label={texts.files.previousPage}
      keys="PageUp"
      disabled={page === 1}
      onClick={() => onPage(page - 1)}
    >
      <Icon of={ChevronUp} />
    </IconButton>
    <span role="status" className="tabular text-small text-text-muted">
      {texts.files.page(page, pages)}
    </span>
    <IconButton
      label={texts.files.nextPage}
      keys="PageDown"
      disabled={page === pages}
      onClick={() => onPage(page + 1)}
    >
      <Icon of={ChevronDown} />
    </IconButton>
  </div>
);

/** More device pixels than these for one of CSS are not seen. */
const MOST_RATIO = 2;
const ratio = () => Math.min(MOST_RATIO, devicePixelRatio);

type PageProps = { drawn: DrawnPage; isLate: boolean; label: string };

/** The page that is there, fainter where the one that is wanted takes a while. */
function Page({ drawn: { picture }, isLate, label }: PageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = picture;
  useEffect(() => {
    canvas.current?.getContext("2d")?.drawImage(picture, 0, 0);
  }, [picture]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      width={width}
      height={height}
      aria-busy={isLate}
      className={clsx(
        "rounded-[2px] border shadow-float",
        isLate && "opacity-40 transition-opacity delay-150",
      )}
      style={{ width: width / ratio(), height: height / ratio() }}
    />
  );
}

const PADDING_PX = 20;
const ZOOM = 2;

/** Device pixels for a page: all of the room, or twice as much. */
function useRoom(room: React.RefObject<HTMLDivElement | null>, isZoomed: boolean): Box | undefined {
  const [size, setSize] = useState<Box>();
  useEffect(() => {
    const element = room.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const { clientWidth, clientHeight } = element;
      setSize({ width: clientWidth - PADDING_PX, height: clientHeight - PADDING_PX });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [room]);
  const scale = ratio() * (isZoomed ? ZOOM : 1);
  return size && { width: Math.round(size.width * scale), height: Math.round(size.height * scale) };
}

function usePageKeys(onPage: (by: 1 | -1) => void): void {
  const handleKey = useEffectEvent((event: KeyboardEvent) => {
    const by = { PageUp: -1, PageDown: 1 }[event.key] as 1 | -1 | undefined;
    if (!by) return;
    event.preventDefault();
    onPage(by);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handleKey(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
}
