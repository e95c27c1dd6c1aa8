/**
 * Draws pages of a PDF in a thread that has no page, no storage and no person: what a PDF says is data here. Its scripts and
 * forms are not run, and it is asked for in parts, as far as they are needed.
 */
import { getDocument, PDFDataRangeTransport, type PDFDocumentProxy } from "unpdf/pdfjs";
import type { Box, FromPdf, ToPdf } from "./pdfMessages";

const PART_BYTES = 512 * 1024;
/** Pixels of pictures in a PDF, and of a side of a page. */
const MOST_PIXELS = 64 * 1024 * 1024;
const MOST_SIDE = 4_096;

const say = (message: FromPdf, transfer: Transferable[] = []) => postMessage(message, { transfer });

class Parts extends PDFDataRangeTransport {
  override requestDataRange(begin: number, end: number): void {
    say({ type: "ask", begin, end });
  }
}

class Canvases {
  create(width: number, height: number) {
    const canvas = new OffscreenCanvas(width, height);
    return { canvas, context: canvas.getContext("2d") };
  }
  reset({ canvas }: { canvas: OffscreenCanvas }, width: number, height: number) {
    Object.assign(canvas, { width, height });
  }
  destroy({ canvas }: { canvas: OffscreenCanvas }) {
    Object.assign(canvas, { width: 0, height: 0 });
  }
}

/** Filters are of a page with elements, which this thread has not. */
class NoFilters {
  addFilter = () => "none";
  addHCMFilter = () => "none";
  addAlphaFilter = () => "none";
  addLuminosityFilter = () => "none";
  addHighlightHCMFilter = () => "none";
  destroy = () => undefined;
}

/** Fonts and tables of letters that a PDF names and does not hold: there are none here. */
class NoData {
  fetch(): never {
    isWhole = false;
    throw new Error("not held by the PDF");
  }
}

let isWhole = true;
let parts: Parts | undefined;
let pdf: PDFDocumentProxy | undefined;
let drawing: { cancel: () => void } | undefined;

async function open(size: number): Promise<void> {
  parts = new Parts(size, null);
  pdf = await getDocument({
    range: parts,
    rangeChunkSize: PART_BYTES,
    disableStream: true,
    disableAutoFetch: true,
    CanvasFactory: Canvases,
    FilterFactory: NoFilters,
    BinaryDataFactory: NoData,
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
    // Letters are drawn as shapes: no font of a stranger reaches the browser.
    disableFontFace: true,
    useSystemFonts: true,
    maxImageSize: MOST_PIXELS,
    canvasMaxAreaInBytes: 4 * MOST_SIDE ** 2,
    verbosity: 0,
  }).promise;
  say({ type: "opened", pages: pdf.numPages });
}

async function draw({ id, page: at, box }: { id: number; page: number; box: Box }): Promise<void> {
  drawing?.cancel();
  const page = await pdf!.getPage(at);
  const plain = page.getViewport({ scale: 1 });
  const scale = Math.min(
    box.width / plain.width,
    box.height / plain.height,
    MOST_SIDE / Math.max(plain.width, plain.height),
  );
  const viewport = page.getViewport({ scale });
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.floor(viewport.width)),
    Math.max(1, Math.floor(viewport.height)),
  );
  const task = page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport });
  drawing = task;
  await task.promise;
  const { items } = await page.getTextContent();
  const text = items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : "")).join("");
  const picture = canvas.transferToImageBitmap();
  say({ type: "drawn", id, picture, text, isWhole }, [picture]);
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : "");

function failed(error: unknown): void {
  // Another page is wanted meanwhile.
  if (nameOf(error) === "RenderingCancelledException") return;
  say({ type: "failed", reason: nameOf(error) === "PasswordException" ? "locked" : "broken" });
}

addEventListener("message", ({ data }: MessageEvent<ToPdf>) => {
  if (data.type === "part") parts?.onDataRange(data.begin, new Uint8Array(data.bytes));
  else (data.type === "open" ? open(data.size) : draw(data)).catch(failed);
});
