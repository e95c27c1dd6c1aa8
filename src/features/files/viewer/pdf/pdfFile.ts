/**
 * A PDF that is drawn by a thread of its own, which gets the bytes it asks for from here and is ended where it is silent for
 * long: a PDF can be made so that its drawing never ends.
 */
import type { Box, FromPdf, ToPdf } from "./pdfMessages";

export type Drawn = { picture: ImageBitmap; text: string; isWhole: boolean };
/** `away` where its bytes do not come. */
export type PdfProblem = "locked" | "broken" | "away";

export class PdfFailed extends Error {
  readonly problem: PdfProblem;

  constructor(problem: PdfProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** What is used of a `Worker`. */
export type Thread = {
  postMessage: (message: ToPdf, transfer: Transferable[]) => void;
  terminate: () => void;
  onmessage: ((event: MessageEvent<FromPdf>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
};
/** Reads from the first byte up to another, which is not read. */
export type ReadPart = (begin: number, end: number) => Promise<ArrayBuffer>;

const SILENT_MS = 30_000;

export class PdfFile {
  readonly #thread: Thread;
  readonly #read: ReadPart;
  readonly #opened = Promise.withResolvers<number>();
  #drawn: { id: number; promise: PromiseWithResolvers<Drawn> } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #nextId = 1;
  /** Parts that it has asked for and waits for: it is not silent then. */
  #reading = 0;

  constructor(thread: Thread, size: number, read: ReadPart) {
    this.#thread = thread;
    this.#read = read;
    thread.onmessage = ({ data }) => this.#receive(data);
    thread.onerror = () => this.#fail("broken");
    this.#say({ type: "open", size });
  }

  /** The number of its pages. @throws PdfFailed */
  async pages(): Promise<number> {
    return await this.#opened.promise;
  }

  /** A page, as large as it fits. One that is asked for before it is there takes its place. @throws PdfFailed */
  async draw(page: number, box: Box): Promise<Drawn> {
    const id = this.#nextId++;
    const promise = this.#drawn?.promise ?? Promise.withResolvers<Drawn>();
    this.#drawn = { id, promise };
    this.#say({ type: "draw", id, page, box });
    return await promise.promise;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#thread.terminate();
  }

  #say(message: ToPdf, transfer: Transferable[] = []): void {
    this.#thread.postMessage(message, transfer);
    clearTimeout(this.#timer);
    if (this.#reading > 0) return;
    this.#timer = setTimeout(() => this.#fail("broken"), SILENT_MS);
  }

  #receive(message: FromPdf): void {
    // Another one is waited for.
    if (message.type === "drawn" && message.id !== this.#drawn?.id) return message.picture.close();
    clearTimeout(this.#timer);
    switch (message.type) {
      case "ask":
        return void this.#answer(message.begin, message.end);
      case "opened":
        return this.#opened.resolve(message.pages);
      case "drawn":
        this.#drawn?.promise.resolve(message);
        this.#drawn = undefined;
        return;
      case "failed":
        return this.#fail(message.reason);
      default:
        message satisfies never;
    }
  }

  async #answer(begin: number, end: number): Promise<void> {
    this.#reading += 1;
    try {
      const bytes = await this.#read(begin, end);
      this.#reading -= 1;
      this.#say({ type: "part", begin, bytes }, [bytes]);
    } catch {
      this.#fail("away");
    }
  }

  #fail(problem: PdfProblem): void {
    this.close();
    const error = new PdfFailed(problem);
    this.#opened.promise.catch(() => undefined);
    this.#opened.reject(error);
    this.#drawn?.promise.reject(error);
  }
}
