import { join } from "@convex/model/drafts/joining";
import { beforeEach, expect, test, vi } from "vitest";
import { DraftSync, type Drafts } from "./draftSync";

beforeEach(() => void vi.useFakeTimers());

/** The server of one person. What is asked of it comes, and is told, when `go` says so. */
class FakeServer {
  draft = "";
  #queue: (() => void)[] = [];
  readonly devices: Device[] = [];

  later(action: () => void): void {
    this.#queue.push(action);
  }

  /** Lets the first thing on its way arrive. */
  async go(): Promise<boolean> {
    this.#queue.shift()?.();
    for (let i = 0; i < 5; i++) await Promise.resolve();
    return this.#queue.length > 0;
  }

  async settle(): Promise<void> {
    for (let i = 0; i < 20; i++) {
      await vi.advanceTimersByTimeAsync(1_000);
      while (await this.go());
    }
  }

  write(text: string): void {
    if (text === this.draft) return;
    this.draft = text;
    for (const device of this.devices) this.later(() => device.hear(text));
  }
}

const ID = "c1";
type Saved = ReturnType<Drafts["readSaved"]>;

/** A browser of that person; a reload begins the sync anew and keeps what the browser has kept. */
class Device {
  readonly #server: FakeServer;
  text = "";
  saved: Saved = { text: "" };
  saves = 0;
  isSeen = true;
  #heard: string;
  #life = 0;
  sync!: DraftSync;

  constructor(server: FakeServer) {
    this.#server = server;
    this.#heard = server.draft;
    server.devices.push(this);
    this.reload();
  }

  reload(): void {
    this.sync?.stop();
    const life = ++this.#life;
    this.#heard = this.#server.draft;
    this.sync = new DraftSync({
      isSeen: () => this.isSeen,
      drafts: {
        ids: () => [ID],
        read: () => this.text,
        write: (_id, text) => void (this.text = text),
        readSaved: () => this.saved,
        writeSaved: (_id, saved) => void (this.saved = saved),
      },
      server: {
        list: () => ({ texts: new Map(this.#heard === "" ? [] : [[ID, this.#heard]]), isCut: false }),
        save: async (_id, text, base) => await this.#save(text, base, life),
      },
    });
    this.sync.compare();
  }

  /** An answer comes after what it changed was told, as Convex does it; a reload hears none. */
  async #save(text: string, base: string, life: number): Promise<string> {
    this.saves += 1;
    return await new Promise((resolve) =>
      this.#server.later(() => {
        const joined = join(base, text, this.#server.draft);
        this.#server.write(joined);
        this.#server.later(() => {
          if (life === this.#life) this.#heard = joined;
          if (life === this.#life) resolve(joined);
        });
      }),
    );
  }

  hear(text: string): void {
    this.#heard = text;
    this.sync.compare();
  }

  type(text: string): void {
    this.text = text;
    this.sync.changed(ID);
  }

  /** The message and the end of its draft are one transaction. */
  send(): string {
    const { text } = this;
    this.#server.later(() => {
      if (text.startsWith(this.#server.draft.trim())) this.#server.write("");
    });
    this.type("");
    return text;
  }
}

function twoDevices() {
  const server = new FakeServer();
  return { server, a: new Device(server), b: new Device(server) };
}

test("what is typed on one device is on the other after a moment's rest, in one save", async () => {
  const { server, a, b } = twoDevices();
  for (const text of ["h", "he", "hello"]) {
    a.type(text);
    await vi.advanceTimersByTimeAsync(200);
  }
  expect([a.saves, b.text]).toEqual([0, ""]);
  await server.settle();
  expect([a.saves, a.text, b.text]).toEqual([1, "hello", "hello"]);
});

test("who never rests is saved every few seconds", async () => {
  const { server, a } = twoDevices();
  for (let i = 1; i <= 300; i++) {
    a.type("x".repeat(i));
    await vi.advanceTimersByTimeAsync(100);
    await server.go();
  }
  expect(a.saves).toBeGreaterThanOrEqual(2);
  expect(a.saves).toBeLessThanOrEqual(3);
});

test("what is sent is not saved once more: the message says by itself that it is no draft", async () => {
  const { server, a, b } = twoDevices();
  a.type("hello");
  await server.settle();
  expect(b.text).toBe("hello");
  expect(a.send()).toBe("hello");
  while (await server.go());
  await server.settle();
  expect([server.draft, a.text, b.text, a.saves]).toEqual(["", "", "", 1]);
});

test("what both typed without a network is on both, one under the other", async () => {
  const { server, a, b } = twoDevices();
  a.type("from A");
  b.type("from B");
  await server.settle();
  expect(a.text.split("\n").toSorted()).toEqual(["from A", "from B"]);
  expect(b.text).toBe(a.text);
});

test("what was sent is gone on both, also where its last save was on its way, or its answer was lost", async () => {
  for (const breakOff of [() => undefined, (device: Device) => device.reload()]) {
    const { server, a, b } = twoDevices();
    a.type("hel");
    await vi.advanceTimersByTimeAsync(1_000);
    a.type("hola");
    expect(a.send()).toBe("hola");
    breakOff(a);
    await server.settle();
    expect([server.draft, a.text, b.text]).toEqual(["", "", ""]);
  }
});

test("what is typed while a save is on its way is neither lost nor doubled", async () => {
  const { server, a, b } = twoDevices();
  a.type("one");
  await vi.advanceTimersByTimeAsync(1_000);
  a.type("one two");
  b.type("three");
  await server.settle();
  expect(a.text.split("\n").toSorted()).toEqual(["one two", "three"]);
  expect(b.text).toBe(a.text);
});

test("a hidden window leaves it to the one that is seen, and saves what waited when it is left", async () => {
  const { server, a, b } = twoDevices();
  a.type("typed");
  a.isSeen = false;
  a.sync.flush();
  await server.settle();
  expect([server.draft, b.text]).toEqual(["typed", "typed"]);
  b.type("typed more");
  await server.settle();
  expect(a.text).toBe("typed");
  a.isSeen = true;
  a.sync.compare();
  expect(a.text).toBe("typed more");
});

test("leaving the browser takes nothing from the server", async () => {
  const { server, a, b } = twoDevices();
  a.type("typed");
  await server.settle();
  a.sync.stop();
  a.type("");
  a.hear("typed");
  await server.settle();
  expect([a.text, b.text]).toEqual(["", "typed"]);
});

/** Numbers that are the same at every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761;
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test("however two devices type, send, reload and lose each other, no line is lost, and none that was sent comes back alone", async () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = seeded(seed);
    const { server, a, b } = twoDevices();
    const typed: string[] = [];
    const sent: string[] = [];
    for (let step = 0; step < 40; step++) {
      const device = random(2) === 0 ? a : b;
      const dice = random(10);
      if (dice < 4) {
        const line = `line ${seed} ${String(step).padStart(2, "0")}`;
        const lines = device.text === "" ? [] : device.text.split("\n");
        lines.splice(random(lines.length + 1), 0, line);
        typed.push(line);
        device.type(lines.join("\n"));
      } else if (dice === 4 && device.text !== "") sent.push(...device.send().split("\n"));
      else if (dice === 5) device.reload();
      else if (dice < 8) await server.go();
      else await vi.advanceTimersByTimeAsync(random(900));
    }
    await server.settle();
    const left = server.draft.split("\n");
    expect(
      typed.filter((line) => !left.includes(line) && !sent.includes(line)),
      `seed ${seed}`,
    ).toEqual([]);
    expect([a.text, b.text], `seed ${seed}`).toEqual([server.draft, server.draft]);
  }
});
