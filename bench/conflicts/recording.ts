/** What transactions of an engine in this process read and write, for whoever wants to know who would have met whom. */
import { CommitClock } from "../../engine/database/clock.ts";
import { ReadSet, type ReadRange, type Write } from "../../engine/database/readSet.ts";
import { Transaction } from "../../engine/database/transaction.ts";

/** `ts`: the transaction's place in the order of commits. */
export type Recording = { reads: ReadRange[]; writes: Write[]; ts: number };

/** Puts another property in the place of a class's own, and answers how to undo it. */
export function override(
  prototype: object,
  name: string,
  make: (before: PropertyDescriptor) => PropertyDescriptor,
): () => void {
  const before = Object.getOwnPropertyDescriptor(prototype, name)!;
  Object.defineProperty(prototype, name, { ...before, ...make(before) });
  return () => void Object.defineProperty(prototype, name, before);
}

/**
 * Runs `step`, which is one transaction and nothing beside it.
 *
 * @param snapshotTs  the newest commit that it believes it sees; by default the newest there is
 */
export async function recorded(step: () => Promise<unknown>, snapshotTs?: number): Promise<Recording> {
  const recording: Recording = { reads: [], writes: [], ts: 0 };
  const undo = [
    override(ReadSet.prototype, "add", ({ value }) => ({
      value(this: ReadSet, range: ReadRange) {
        recording.reads.push(range);
        (value as ReadSet["add"]).call(this, range);
      },
    })),
    // It ends every mutation: only now are the places of its documents known.
    override(Transaction.prototype, "positionedText", ({ value }) => ({
      value(this: Transaction, json: string): string {
        const resolved = (value as Transaction["positionedText"]).call(this, json);
        recording.writes = [...this.writes];
        recording.ts = this.database.clock.next;
        return resolved;
      },
    })),
  ];
  if (snapshotTs !== undefined)
    undo.push(override(CommitClock.prototype, "readable", () => ({ get: () => snapshotTs })));
  try {
    await step();
  } finally {
    for (const one of undo) one();
  }
  return recording;
}

/** Whether a commit wrote into what was read. */
export function meets(reads: readonly ReadRange[], writes: readonly Write[]): boolean {
  return writes.some(({ index, key }) =>
    reads.some((range) => range.index === index && range.from <= key && key < range.to),
  );
}
