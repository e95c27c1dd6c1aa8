/** What is not given up because the disk is full, but done once there is space. Rules: SPEC.md ST6. */
import { DISK_FULL } from "../lib/sqliteErrors.ts";

/** A disk that is full is tried again so much later. */
const REST_MS = 1_000;

/** Whether a step was refused because the disk is full. @throws whatever else went wrong */
export async function foundFull(step: () => Promise<unknown>): Promise<boolean> {
  try {
    await step();
    return false;
  } catch (error) {
    if ((error as Error).message === DISK_FULL) return true;
    throw error;
  }
}

/** Keeps no process that stops. */
export async function restWhileFull(): Promise<void> {
  await new Promise<void>((resolve) => setTimeout(resolve, REST_MS).unref());
}

/** Tries a step until the disk takes it. @throws whatever else goes wrong */
export async function onceThereIsSpace<T>(step: () => Promise<T>): Promise<T> {
  for (;;) {
    let answer: T;
    const isFull = await foundFull(async () => (answer = await step()));
    if (!isFull) return answer!;
    await restWhileFull();
  }
}
