/**
 * Files on their way to the server. They are kept in this browser until they are used, so that a reload or a lost connection
 * in the middle loses none: they go out again by themselves.
 *
 *   add ──▶ prepared (smaller picture, no location) ──▶ sent ──▶ saved ──▶ a message or a task takes it
 *
 * Rules  A file goes out again after any failure of the network; what the server refuses waits for the person. The same file
 *        twice in one place is one upload.
 */
import type { Id } from "@convex/_generated/dataModel";
import { kindOf, mediaType } from "@convex/shared/files";
import { LIMITS } from "@convex/shared/limits";
import { newId } from "@/lib/newId";
import { Observable } from "@/lib/observable";
import { RefusedHere } from "@/platform/errorText";
import type { Prepared, Shape } from "./preparing";

export type Upload = {
  id: string;
  /** The composer it is in, then the message it goes with; or a task. */
  place: string;
  name: string;
  type: string;
  size: number;
  addedAt: number;
  status: "sending" | "done" | "failed";
  /** The reason of the failure, as a code for `errorText`. */
  errorCode?: string;
  fileId?: Id<"files">;
  /** Of a picture or a film. */
  shape?: Shape;
};

/** An upload with what is sent. */
export type Kept = { userId: string; upload: Upload; file: Blob };

/** Where uploads are kept. Each call may fail, where a browser keeps nothing. */
export type Shelf = {
  all: () => Promise<Kept[]>;
  put: (id: string, kept: Kept) => Promise<void>;
  remove: (id: string) => Promise<void>;
};

export type Options = {
  userId: string;
  shelf: Shelf;
  prepare: (file: Blob, type: string) => Promise<Prepared>;
  /** Sends bytes to the storage; answers their id. @throws Offline where the network fails, anything else for good */
  send: (file: Blob, onProgress: (bytes: number) => void, signal: AbortSignal) => Promise<Id<"_storage">>;
  save: (
    upload: Upload,
    ids: { storageId: Id<"_storage">; previewId?: Id<"_storage"> },
  ) => Promise<Id<"files">>;
  codeOf: (error: unknown) => string;
  /** Resolves when it is worth to try once more. */
  untilOnline: (attempt: number) => Promise<void>;
};

/** How many files a place takes, and how it refuses more. */
export type Room = { most: number; code: string };
const OF_MESSAGE: Room = { most: LIMITS.filesPerMessage, code: "TOO_MANY_FILES" };

/** The network failed, and nothing was refused. */
export class Offline extends Error {}

type Running = { abort: AbortController; done: Promise<void> };

/** As many at once as leave room for messages. */
const AT_ONCE = 3;

export class Uploads {
  readonly items = new Observable<readonly Upload[]>([]);
  /** Bytes sent of each that is on its way. */
  readonly progress = new Observable<ReadonlyMap<string, number>>(new Map());
  readonly #options: Options;
  readonly #files = new Map<string, Blob>();
  readonly #pictures = new Map<string, string>();
  readonly #running = new Map<string, Running>();
  readonly #waiting: (() => void)[] = [];
  #slots = AT_ONCE;
  #resumed: Promise<void> | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Takes up what an earlier page left behind. */
  async resume(): Promise<void> {
    this.#resumed ??= this.#options.shelf.all().then(
      (kept) => {
        const known = new Set(this.items.get().map(({ id }) => id));
        const found = kept.filter(({ upload }) => !known.has(upload.id));
        for (const { upload, file } of found) this.#files.set(upload.id, file);
        const all = [...found.map(({ upload }) => upload), ...this.items.get()];
        this.items.set(all.toSorted((a, b) => a.addedAt - b.addedAt));
        for (const { upload } of found) if (upload.status === "sending") void this.#start(upload.id);
      },
      () => undefined,
    );
    await this.#resumed;
  }

  /** The address of a picture that is on its way. */
  pictureOf({ id, type }: Upload): string | undefined {
    const file = this.#files.get(id);
    if (!file || kindOf(mediaType(type)) !== "image") return undefined;
    const known = this.#pictures.get(id) ?? URL.createObjectURL(file);
    this.#pictures.set(id, known);
    return known;
  }

  /** Takes files into a place and sends them. @returns those that were left out, and why */
  async add(
    place: string,
    files: readonly File[],
    mostBytes: number,
    room: Room = OF_MESSAGE,
  ): Promise<{ name: string; code: string }[]> {
    const refused: { name: string; code: string }[] = [];
    for (const file of files) {
      const here = this.items.get().filter((upload) => upload.place === place);
      if (file.size > mostBytes) refused.push({ name: file.name, code: "FILE_TOO_LARGE" });
      else if (await this.#isThere(here, file)) continue;
      else if (here.length >= room.most) refused.push({ name: file.name, code: room.code });
      else this.#take(place, file);
    }
    return refused;
  }

  #take(place: string, file: File): void {
    const { name, type, size } = file;
    const upload: Upload = { id: newId(), place, name, type, size, addedAt: Date.now(), status: "sending" };
    this.#files.set(upload.id, file);
    this.#keep(upload);
    void this.#start(upload.id);
  }

  async #isThere(here: readonly Upload[], file: File): Promise<boolean> {
    const alike = here.filter(({ size, name }) => size === file.size && name === file.name);
    for (const { id } of alike) {
      const known = this.#files.get(id);
      if (known && (await isSameContent(known, file))) return true;
    }
    return false;
  }

  /** Gives the uploads of a place to another: those of a composer to the message that was sent from it. */
  move(from: string, to: string): string[] {
    const moved = this.items.get().filter(({ place }) => place === from);
    for (const upload of moved) this.#keep({ ...upload, place: to });
    return moved.map(({ id }) => id);
  }

  retry(id: string): void {
    const upload = this.#find(id);
    if (upload?.status !== "failed") return;
    const { errorCode: _, ...rest } = upload;
    this.#keep({ ...rest, status: "sending" });
    void this.#start(id);
  }

  /** Forgets an upload, and stops it. */
  remove(id: string): void {
    this.#running.get(id)?.abort.abort();
    this.#files.delete(id);
    const picture = this.#pictures.get(id);
    if (picture) URL.revokeObjectURL(picture);
    this.#pictures.delete(id);
    this.items.set(this.items.get().filter((upload) => upload.id !== id));
    this.#setProgress(id, undefined);
    void this.#options.shelf.remove(id).catch(() => undefined);
  }

  removeAll(): void {
    for (const { id } of this.items.get()) this.remove(id);
  }

  /** The files of some uploads, once all are there. @throws the code of what was refused */
  async filesOf(ids: readonly string[]): Promise<Id<"files">[]> {
    await this.resume();
    for (const id of ids) this.retry(id);
    for (const id of ids) await this.#running.get(id)?.done;
    return ids.map((id) => {
      const upload = this.#find(id);
      if (upload?.fileId) return upload.fileId;
      throw new RefusedHere(upload?.errorCode ?? "FILE_LOST");
    });
  }

  #start(id: string): Promise<void> {
    const abort = new AbortController();
    const done = this.#run(id, abort.signal).finally(() => this.#running.delete(id));
    this.#running.set(id, { abort, done });
    return done;
  }

  async #run(id: string, signal: AbortSignal): Promise<void> {
    await this.#slot();
    try {
      const fileId = await this.#deliver(id, signal);
      const upload = this.#find(id);
      if (upload) this.#keep({ ...upload, status: "done", fileId });
    } catch (error) {
      const upload = this.#find(id);
      if (upload && !signal.aborted)
        this.#keep({ ...upload, status: "failed", errorCode: this.#options.codeOf(error) });
    } finally {
      this.#setProgress(id, undefined);
      this.#slots += 1;
      this.#waiting.shift()?.();
    }
  }

  async #slot(): Promise<void> {
    while (this.#slots === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#slots -= 1;
  }

  async #deliver(id: string, signal: AbortSignal): Promise<Id<"files">> {
    const { prepare, send, save } = this.#options;
    const [upload, file] = [this.#find(id), this.#files.get(id)];
    if (!upload || !file) throw new RefusedHere("FILE_LOST");
    const { content, preview, shape } = await prepare(file, upload.type);
    if (shape) this.#keep({ ...this.#find(id)!, shape });
    const storageId = await this.#again(signal, async () => {
      return await send(content, (bytes) => this.#setProgress(id, bytes), signal);
    });
    // A file without its smaller picture is a file all the same.
    const previewId =
      preview &&
      (await this.#again(signal, async () => await send(preview, () => undefined, signal)).catch(
        () => undefined,
      ));
    signal.throwIfAborted();
    return await save(this.#find(id) ?? upload, { storageId, ...(previewId && { previewId }) });
  }

  /** Tries until it succeeds, is refused, or is no longer wanted. */
  async #again<T>(signal: AbortSignal, step: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      signal.throwIfAborted();
      try {
        return await step();
      } catch (error) {
        if (!(error instanceof Offline)) throw error;
        await this.#options.untilOnline(attempt);
      }
    }
  }

  #find(id: string): Upload | undefined {
    return this.items.get().find((upload) => upload.id === id);
  }

  #keep(upload: Upload): void {
    const others = this.items.get();
    const at = others.findIndex(({ id }) => id === upload.id);
    this.items.set(at === -1 ? [...others, upload] : others.with(at, upload));
    const file = this.#files.get(upload.id);
    const { userId } = this.#options;
    if (file) void this.#options.shelf.put(upload.id, { userId, upload, file }).catch(() => undefined);
  }

  #setProgress(id: string, bytes: number | undefined): void {
    const next = new Map(this.progress.get());
    if (bytes === undefined) next.delete(id);
    else next.set(id, bytes);
    this.progress.set(next);
  }
}

/** Bytes that are compared at once. */
const SLICE = 4 * 1024 * 1024;

async function isSameContent(a: Blob, b: Blob): Promise<boolean> {
  for (let at = 0; at < a.size; at += SLICE) {
    const [left, right] = await Promise.all(
      [a, b].map(async (blob) => new Uint8Array(await blob.slice(at, at + SLICE).arrayBuffer())),
    );
    if (left!.some((byte, i) => byte !== right![i])) return false;
  }
  return true;
}
