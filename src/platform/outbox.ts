/**
 * The outbox: changes that the server has not answered. They are kept in this browser, so that a reload loses none.
 *
 * Shapes  One storage key per change, so that two tabs never overwrite each other's.
 * Rules   A change keeps its id through every retry and reload, and each is safe to send twice.
 *         A refused change is dropped and reported, unless its kind waits as "failed" until the person retries or
 *         discards it.
 */
import type { Value } from "convex/values";
import { Observable } from "@/lib/observable";
import { localKeys, readLocal, writeLocal } from "./localStore";

export type OutboxArgs = Record<string, Value>;

export type OutboxItem = {
  id: string;
  /** The name of the mutation. */
  name: string;
  args: OutboxArgs;
  createdAt: number;
  status: "sending" | "failed";
  /** The reason of the failure, as a code for `errorText`. */
  errorCode?: string;
};

type Options = {
  userId: string;
  send: (item: OutboxItem) => Promise<unknown>;
  /** Whether a refused change of this kind waits for the person. */
  keepsRefused: (name: string) => boolean;
  /** Reports a refusal whose caller is gone, since the change was made before a reload. */
  onRefusedLater: (item: OutboxItem, error: unknown) => void;
  codeOf: (error: unknown) => string;
};

export class Outbox {
  readonly items = new Observable<readonly OutboxItem[]>([]);
  readonly #prefix: string;
  readonly #options: Options;
  #isResumed = false;

  constructor(options: Options) {
    this.#prefix = `outbox:${options.userId}:`;
    this.#options = options;
  }

  /** Takes up what an earlier page left behind: unsent ones go out again, failed ones wait for the person. */
  resume(): void {
    if (this.#isResumed) return;
    this.#isResumed = true;
    const found = localKeys(this.#prefix).flatMap((key) => parse(readLocal(key)));
    this.items.set(found.toSorted((a, b) => a.createdAt - b.createdAt));
    for (const item of this.items.get()) {
      if (item.status !== "sending") continue;
      this.#deliver(item).catch((error: unknown) => {
        if (!this.#options.keepsRefused(item.name)) this.#options.onRefusedLater(item, error);
      });
    }
  }

  /** Sends a change. @returns what the server answers; rejected when it refuses */
  async add(change: Omit<OutboxItem, "status">): Promise<unknown> {
    const item: OutboxItem = { ...change, status: "sending" };
    this.#keep(item);
    return await this.#deliver(item);
  }

  retry(id: string): void {
    const item = this.#find(id);
    if (item?.status !== "failed") return;
    const { errorCode: _, ...rest } = item;
    // It fails again in its place, where the person sees it.
    this.add(rest).catch(() => undefined);
  }

  /** Forgets a failed change, or one that has arrived. */
  remove(id: string): void {
    writeLocal(this.#prefix + id, undefined);
    this.items.set(this.items.get().filter((item) => item.id !== id));
  }

  async #deliver(item: OutboxItem): Promise<unknown> {
    try {
      const answer = await this.#options.send(item);
      this.remove(item.id);
      return answer;
    } catch (error) {
      if (!this.#options.keepsRefused(item.name)) this.remove(item.id);
      else if (this.#find(item.id))
        this.#keep({ ...item, status: "failed", errorCode: this.#options.codeOf(error) });
      throw error;
    }
  }

  #find(id: string): OutboxItem | undefined {
    return this.items.get().find((item) => item.id === id);
  }

  #keep(item: OutboxItem): void {
    writeLocal(this.#prefix + item.id, JSON.stringify(item));
    const others = this.items.get();
    const at = others.findIndex((other) => other.id === item.id);
    this.items.set(at === -1 ? [...others, item] : others.with(at, item));
  }
}

function parse(saved: string | undefined): OutboxItem[] {
  try {
    const item = JSON.parse(saved ?? "null") as Partial<OutboxItem> | null;
    if (typeof item?.id !== "string" || typeof item.name !== "string") return [];
    if (typeof item.args !== "object" || item.args === null || typeof item.createdAt !== "number") return [];
    return [{ ...item, status: item.status === "failed" ? "failed" : "sending" } as OutboxItem];
  } catch {
    return [];
  }
}
