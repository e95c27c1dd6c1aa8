import { LIMITS } from "@convex/shared/limits";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { FileInfo } from "../../file";
import type { FromPdf, ToPdf } from "./pdfMessages";
import { PdfFile, type ReadPart, type Thread } from "./pdfFile";
import { PdfPreview } from "./PdfPreview";

/** A thread that says what a test says. */
class FakeThread implements Thread {
  static last: FakeThread;
  readonly heard: ToPdf[] = [];
  isEnded = false;
  onmessage: Thread["onmessage"] = null;
  onerror: Thread["onerror"] = null;

  constructor() {
    FakeThread.last = this;
  }
  postMessage(message: ToPdf): void {
    this.heard.push(message);
  }
  terminate(): void {
    this.isEnded = true;
  }
  say(message: FromPdf): void {
    this.onmessage?.({ data: message } as MessageEvent<FromPdf>);
  }
  /** Draws what it was asked for last. */
  draw(text: string, isWhole = true): void {
    const { id } = this.heard.findLast((message) => message.type === "draw")!;
    this.say({ type: "drawn", id, picture: bitmap(), text, isWhole });
  }
}

const bitmap = (close = () => undefined) => ({ width: 300, height: 400, close }) as unknown as ImageBitmap;
const BOX = { width: 300, height: 400 };

function opened(read: ReadPart = async () => await Promise.resolve(new ArrayBuffer(3))) {
  const thread = new FakeThread();
  return { thread, file: new PdfFile(thread, 1_000, read) };
}

test("the thread gets the bytes it asks for, says how many pages there are, and draws them", async () => {
  const { thread, file } = opened(async (begin, end) => await Promise.resolve(new ArrayBuffer(end - begin)));
  expect(thread.heard).toEqual([{ type: "open", size: 1_000 }]);
  thread.say({ type: "ask", begin: 10, end: 40 });
  await vi.waitFor(() => expect(thread.heard.at(-1)).toMatchObject({ type: "part", begin: 10 }));
  expect((thread.heard.at(-1) as { bytes: ArrayBuffer }).bytes.byteLength).toBe(30);
  thread.say({ type: "opened", pages: 7 });
  expect(await file.pages()).toBe(7);
  const page = file.draw(2, BOX);
  expect(thread.heard.at(-1)).toMatchObject({ type: "draw", page: 2, box: BOX });
  thread.draw("two");
  expect(await page).toMatchObject({ text: "two" });
  file.close();
  expect(thread.isEnded).toBe(true);
});

test("a page that is wanted while another is drawn takes its place", async () => {
  const { thread, file } = opened();
  const [first, second] = [file.draw(1, BOX), file.draw(2, BOX)];
  const close = vi.fn<() => undefined>();
  thread.say({ type: "drawn", id: 1, picture: bitmap(close), text: "one", isWhole: true });
  expect(close).toHaveBeenCalledOnce();
  thread.draw("two");
  expect([(await first).text, (await second).text]).toEqual(["two", "two"]);
});

test.each(["locked", "broken"] as const)("a PDF that is %s ends its thread, and says so", async (reason) => {
  const { thread, file } = opened();
  const page = file.draw(1, BOX);
  thread.say({ type: "failed", reason });
  await expect(file.pages()).rejects.toMatchObject({ problem: reason });
  await expect(page).rejects.toMatchObject({ problem: reason });
  expect(thread.isEnded).toBe(true);
});

test("one whose bytes do not come is away; one that is drawn for ever, or whose thread dies, is broken", async () => {
  const away = opened(async () => await Promise.reject(new Error("offline")));
  away.thread.say({ type: "ask", begin: 0, end: 10 });
  await expect(away.file.pages()).rejects.toMatchObject({ problem: "away" });

  const dead = opened();
  dead.thread.onerror?.({} as ErrorEvent);
  await expect(dead.file.pages()).rejects.toMatchObject({ problem: "broken" });

  vi.useFakeTimers();
  const slow = opened(async () => await new Promise(() => undefined));
  slow.thread.say({ type: "ask", begin: 0, end: 10 });
  void slow.file.draw(1, BOX);
  vi.advanceTimersByTime(60_000);
  expect(slow.thread.isEnded).toBe(false);
  const silent = opened();
  silent.thread.say({ type: "opened", pages: 1 });
  vi.advanceTimersByTime(60_000);
  expect(silent.thread.isEnded).toBe(false);
  const page = silent.file.draw(1, BOX);
  page.catch(() => undefined);
  vi.advanceTimersByTime(30_000);
  await expect(page).rejects.toMatchObject({ problem: "broken" });
  expect(silent.thread.isEnded).toBe(true);
});

beforeEach(() => {
  vi.stubGlobal("Worker", FakeThread);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(620);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(820);
  vi.stubGlobal(
    "ResizeObserver",
    class {
      readonly #tell: () => void;
      constructor(tell: () => void) {
        this.#tell = tell;
      }
      observe = () => this.#tell();
      disconnect = () => undefined;
    },
  );
  return () => vi.unstubAllGlobals();
});

const FILE = { _id: "f1", name: "plan.pdf", size: 1_000, type: "application/pdf" } as unknown as FileInfo;
const show = (isZoomed = false) =>
  render(<PdfPreview url="/http/files/f1" file={FILE} isZoomed={isZoomed} onZoom={() => undefined} />);

test("pages are shown one at a time, by buttons and keys, with their text for who does not see them", async () => {
  const user = userEvent.setup();
  const { unmount } = show();
  const thread = FakeThread.last;
  thread.say({ type: "opened", pages: 3 });
  expect(await screen.findByText("Page 1 of 3")).toBeVisible();
  await vi.waitFor(() =>
    expect(thread.heard.at(-1)).toMatchObject({ page: 1, box: { width: 600, height: 800 } }),
  );
  thread.draw("Kyoto in spring");
  expect(await screen.findByRole("img", { name: "plan.pdf, page 1 of 3" })).toBeVisible();
  expect(screen.getByText("Kyoto in spring")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Previous page" })).toBeDisabled();
  await user.click(screen.getByRole("button", { name: "Next page" }));
  await user.keyboard("{PageDown}{PageDown}");
  expect(screen.getByText("Page 3 of 3")).toBeVisible();
  expect(thread.heard.at(-1)).toMatchObject({ type: "draw", page: 3 });
  // The page that is there is fainter until the other comes.
  expect(screen.getByRole("img", { name: "plan.pdf, page 1 of 3" })).toHaveAttribute("aria-busy", "true");
  thread.draw("Osaka", false);
  expect(await screen.findByRole("img", { name: "plan.pdf, page 3 of 3" })).toHaveAttribute(
    "aria-busy",
    "false",
  );
  expect(screen.getByText(/Some letters can’t be shown here/)).toBeVisible();
  await user.keyboard("{PageUp}");
  expect(screen.getByText("Page 2 of 3")).toBeVisible();
  unmount();
  expect(thread.isEnded).toBe(true);
});

test("a zoomed page is drawn twice as large; one page has no bar", async () => {
  show(true);
  FakeThread.last.say({ type: "opened", pages: 1 });
  await vi.waitFor(() =>
    expect(FakeThread.last.heard.at(-1)).toMatchObject({
      type: "draw",
      box: { width: 1_200, height: 1_600 },
    }),
  );
  expect(screen.queryByText(/^Page/)).toBeNull();
});

test("one that is locked says so in place of its pages", async () => {
  show();
  FakeThread.last.say({ type: "failed", reason: "locked" });
  expect(await screen.findByRole("alert")).toHaveTextContent("It’s locked with a password.");
});

test("what is more than one answer holds is read in several", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (_url: string, { headers }: { headers: { range: string } }) => {
    asked.push(headers.range);
    return await Promise.resolve(new Response("12"));
  });
  show();
  const end = LIMITS.filePart + 10;
  FakeThread.last.say({ type: "ask", begin: 4, end });
  await vi.waitFor(() => expect(FakeThread.last.heard.at(-1)).toMatchObject({ type: "part", begin: 4 }));
  expect(asked).toEqual([`bytes=4-${LIMITS.filePart + 3}`, `bytes=${LIMITS.filePart + 4}-${end - 1}`]);
});
