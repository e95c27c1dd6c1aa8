import { beforeEach, expect, test, vi } from "vitest";
import { prepare } from "./preparing";

/** A film that plays as far as a test says. */
class Film extends EventTarget {
  static last: Film;
  videoWidth = 0;
  src = "";
  load = vi.fn<() => void>();
  removeAttribute = () => void (this.src = "");
  constructor() {
    super();
    Film.last = this;
  }
}

const picture = { width: 1_280, height: 720, close: () => undefined };
const paint = { drawImage: () => undefined, getImageData: () => ({ data: [16, 32, 48, 255] }) };
const canvas = () => ({
  getContext: () => paint,
  toBlob: (tell: (made: Blob) => void, type: string) => tell(new Blob(["small"], { type })),
});

beforeEach(() => {
  vi.stubGlobal("createImageBitmap", async () => await Promise.resolve(picture));
  vi.spyOn(document, "createElement").mockImplementation(
    (tag: string) => (tag === "video" ? new Film() : canvas()) as never,
  );
  vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:film");
  return () => vi.unstubAllGlobals();
});

const film = new Blob(["frames"], { type: "video/mp4" });

test("a film has its size, a colour and its first picture before it is sent, and is sent as it is", async () => {
  const prepared = prepare(film, "video/mp4");
  await vi.waitFor(() => expect(Film.last.src).toBe("blob:film"));
  Film.last.videoWidth = 1_280;
  Film.last.dispatchEvent(new Event("loadeddata"));
  const { content, preview, shape } = await prepared;
  expect(content).toBe(film);
  expect(shape).toEqual({ width: 1_280, height: 720, colour: "#102030" });
  expect(await preview?.text()).toBe("small");
  expect(Film.last.load).toHaveBeenCalledOnce();
});

test.each<[string, number, (video: Film) => void]>([
  ["cannot be played", 2, (video) => video.dispatchEvent(new Event("error"))],
  ["has no picture", 2, (video) => video.dispatchEvent(new Event("loadeddata"))],
  ["never says anything", 1, () => void vi.advanceTimersByTime(10_000)],
])("a film that %s is sent without them", async (_name, attempts, happen) => {
  vi.useFakeTimers();
  const prepared = prepare(film, "video/quicktime");
  for (let n = 0; n < attempts; n++) {
    happen(Film.last);
    await vi.advanceTimersByTimeAsync(0);
  }
  expect(await prepared).toEqual({ content: film });
});

test("a film at which a busy browser fails once has them all the same", async () => {
  const prepared = prepare(film, "video/mp4");
  await vi.waitFor(() => expect(Film.last.src).toBe("blob:film"));
  const failed = Film.last;
  failed.dispatchEvent(new Event("error"));
  await vi.waitFor(() => expect(Film.last).not.toBe(failed));
  Film.last.videoWidth = 1_280;
  Film.last.dispatchEvent(new Event("loadeddata"));
  expect((await prepared).shape).toMatchObject({ width: 1_280, height: 720 });
});
