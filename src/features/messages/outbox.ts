/**
 * Messages on their way: shown at once, kept in this browser until the server has them.
 *
 * Shapes  One storage key per message, so that two tabs never overwrite each other's.
 * Rules   A message keeps its `clientId` through every retry and reload; the server posts it once.
 *         What the server refused stays as "failed" until the person retries or deletes it.
 */
import { Observable } from "@/lib/observable";
import { localKeys, readLocal, writeLocal } from "@/platform/localStore";

export type OutboxItem = {
  clientId: string;
  channelId: string;
  threadId?: string;
  text: string;
  createdAt: number;
  status: "sending" | "failed";
  /** Why it failed, as a code for `errorText`. */
  errorCode?: string;
};

type Send = (item: OutboxItem) => Promise<unknown>;

export class Outbox {
  readonly items = new Observable<readonly OutboxItem[]>([]);
  readonly #prefix: string;
  readonly #send: Send;
  readonly #codeOf: (error: unknown) => string;
  #isResumed = false;

  constructor(userId: string, send: Send, codeOf: (error: unknown) => string) {
    this.#prefix = `outbox:${userId}:`;
    this.#send = send;
    this.#codeOf = codeOf;
  }

  /** Takes up what an earlier page left behind: unsent ones go out again, failed ones wait for the person. */
  resume(): void {
    if (this.#isResumed) return;
    this.#isResumed = true;
    const found = localKeys(this.#prefix).flatMap((key) => parse(readLocal(key)));
    this.items.set(found.toSorted((a, b) => a.createdAt - b.createdAt));
    for (const item of this.items.get()) if (item.status === "sending") void this.#deliver(item);
  }

  add(draft: Omit<OutboxItem, "status">): void {
    const item: OutboxItem = { ...draft, status: "sending" };
    this.#keep(item);
    void this.#deliver(item);
  }

  retry(clientId: string): void {
    const item = this.#find(clientId);
    if (item?.status !== "failed") return;
    const { errorCode: _, ...rest } = item;
    const again: OutboxItem = { ...rest, status: "sending" };
    this.#keep(again);
    void this.#deliver(again);
  }

  /** Forgets a failed message, or one that has arrived. */
  remove(clientId: string): void {
    writeLocal(this.#prefix + clientId, undefined);
    this.items.set(this.items.get().filter((item) => item.clientId !== clientId));
  }

  async #deliver(item: OutboxItem): Promise<void> {
    try {
      await this.#send(item);
      this.remove(item.clientId);
    } catch (error) {
      if (this.#find(item.clientId))
        this.#keep({ ...item, status: "failed", errorCode: this.#codeOf(error) });
    }
  }

  #find(clientId: string): OutboxItem | undefined {
    return this.items.get().find((item) => item.clientId === clientId);
  }

  #keep(item: OutboxItem): void {
    writeLocal(this.#prefix + item.clientId, JSON.stringify(item));
    const others = this.items.get();
    const at = others.findIndex((other) => other.clientId === item.clientId);
    this.items.set(at === -1 ? [...others, item] : others.with(at, item));
  }
}

function parse(saved: string | undefined): OutboxItem[] {
  try {
    const item = JSON.parse(saved ?? "null") as Partial<OutboxItem> | null;
    if (!item || typeof item.clientId !== "string" || typeof item.channelId !== "string") return [];
    if (typeof item.text !== "string" || typeof item.createdAt !== "number") return [];
    return [{ ...item, status: item.status === "failed" ? "failed" : "sending" } as OutboxItem];
  } catch {
    return [];
  }
}
