/** Files on their way: none is lost and none comes twice, whatever happens to the network and the page. */
import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import { expect, test } from "vitest";
import { errorCode, RefusedHere } from "@/platform/errorText";
import { Offline, Uploads, type Kept, type Options } from "./uploads";

const file = (name: string, content = name) => new File([content], name, { type: "text/plain" });

/** A server that keeps what it is sent, and a browser that keeps what it was given, over reloads. */
class World {
  readonly shelf = new Map<string, Kept>();
  readonly stored: string[] = [];
  readonly saved: string[] = [];
  /** What happens to the next requests; they arrive once it is empty. */
  readonly fate: ("cut" | "refused")[] = [];

  open(more: Partial<Options> = {}): Uploads {
    const meet = () => {
      const fate = this.fate.shift();
      if (fate === "cut") throw new Offline();
      if (fate === "refused") throw new RefusedHere("FILES_FULL");
    };
    return new Uploads({
      userId: "ana",
      shelf: {
        all: () => Promise.resolve([...this.shelf.values()]),
        put: (id, kept) => Promise.resolve(void this.shelf.set(id, kept)),
        remove: (id) => Promise.resolve(void this.shelf.delete(id)),
      },
      prepare: (content) => Promise.resolve({ content }),
      send: async (content) => {
        meet();
        this.stored.push(await content.text());
        return `s${this.stored.length - 1}` as Id<"_storage">;
      },
      save: (_upload, { storageId }) => {
        this.saved.push(this.stored[Number(storageId.slice(1))]!);
        return Promise.resolve(`f${this.saved.length}` as Id<"files">);
      },
      codeOf: errorCode,
      untilOnline: () => Promise.resolve(),
      ...more,
    });
  }
}

test("twenty files over a connection that is cut at random all arrive, each once", async () => {
  const world = new World();
  const uploads = world.open();
  for (let i = 0; i < 60; i++) if ((i * 7) % 3 === 0) world.fate.push("cut");
  for (let i = 0; i < 20; i++) await uploads.add(`m${i % 4}`, [file(`file ${i}`)], 1_000);
  const ids = uploads.items.get().map(({ id }) => id);
  expect(new Set(await uploads.filesOf(ids)).size).toBe(20);
  expect(world.saved.toSorted()).toEqual(Array.from({ length: 20 }, (_, i) => `file ${i}`).toSorted());
});

test("what an earlier page began is sent by the next one; what was there stays as it is", async () => {
  const world = new World();
  const first = world.open();
  await first.add("place", [file("done")], 1_000);
  await first.filesOf(first.items.get().map(({ id }) => id));
  const stuck = world.open({ send: async () => await new Promise(() => undefined) });
  await stuck.resume();
  await stuck.add("place", [file("begun")], 1_000);

  const next = world.open();
  await next.resume();
  expect(next.items.get().map(({ name }) => name)).toEqual(["done", "begun"]);
  const sent = next.move("place", "message");
  expect(await next.filesOf(sent)).toEqual(["f1", "f2"]);
  expect(world.saved).toEqual(["done", "begun"]);
  for (const id of sent) next.remove(id);
  expect(world.shelf.size).toBe(0);
});

test("what the server refuses waits for the person, and is sent when they try again", async () => {
  const world = new World();
  const uploads = world.open();
  world.fate.push("refused");
  await uploads.add("place", [file("a")], 1_000);
  const { id } = uploads.items.get()[0]!;
  await expect(uploads.filesOf([id])).rejects.toMatchObject({ code: "FILES_FULL" });
  expect(uploads.items.get()[0]).toMatchObject({ status: "failed", errorCode: "FILES_FULL" });
  expect(await uploads.filesOf([id])).toEqual(["f1"]);
  await expect(uploads.filesOf(["nothing"])).rejects.toMatchObject({ code: "FILE_LOST" });
});

test("the same file twice in one place is one; too large ones and too many are told", async () => {
  const uploads = new World().open();
  expect(await uploads.add("place", [file("a"), file("a"), file("a", "b")], 1_000)).toEqual([]);
  expect(uploads.items.get()).toHaveLength(2);
  expect(await uploads.add("other", [file("a"), file("large", "x".repeat(11))], 10)).toEqual([
    { name: "large", code: "FILE_TOO_LARGE" },
  ]);
  const many = Array.from({ length: LIMITS.filesPerMessage + 1 }, (_, i) => file(`n${i}`));
  expect(await uploads.add("many", many, 1_000)).toEqual([{ name: "n10", code: "TOO_MANY_FILES" }]);
});

test("a file that was taken out is not sent", async () => {
  const world = new World();
  const uploads = world.open({ prepare: async (content) => await Promise.resolve({ content }) });
  await uploads.add("place", [file("a"), file("b")], 1_000);
  const [a, b] = uploads.items.get().map(({ id }) => id);
  uploads.remove(a!);
  await uploads.filesOf([b!]);
  expect(world.saved).toEqual(["b"]);
  expect(world.shelf.has(a!)).toBe(false);
});
