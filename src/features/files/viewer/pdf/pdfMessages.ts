/** What a window and the thread that draws PDFs say to each other. */

/** Device pixels that a page is drawn into, whole. */
export type Box = { width: number; height: number };

export type ToPdf =
  | { type: "open"; size: number }
  /** Bytes that were asked for. */
  | { type: "part"; begin: number; bytes: ArrayBuffer }
  | { type: "draw"; id: number; page: number; box: Box };

export type FromPdf =
  | { type: "ask"; begin: number; end: number }
  | { type: "opened"; pages: number }
  /** `isWhole` where no letters of fonts are missing that a PDF names and does not hold. */
  | { type: "drawn"; id: number; picture: ImageBitmap; text: string; isWhole: boolean }
  | { type: "failed"; reason: "locked" | "broken" };
