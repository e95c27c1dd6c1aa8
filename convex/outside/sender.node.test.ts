import { expect, test, vi } from "vitest";
import { sendAll } from "./sender";

/** A queue of numbers; each is sent when the test says so. */
function queueOf(count: number) {
  const waiting = Array.from({ length: count }, (_, i) => i);
  const flights = new Map<number, PromiseWithResolvers<void>>();
  const claim = vi.fn<(most: number) => Promise<(() => Promise<void>)[]>>(async (most) =>
    waiting.splice(0, most).map((row) => async () => {
      const flight = Promise.withResolvers<void>();
      flights.set(row, flight);
      await flight.promise.finally(() => flights.delete(row));
    }),
  );
  return { claim, flights, waiting, sender: { atOnce: 4, claim } };
}

const flying = async (flights: ReadonlyMap<number, unknown>, rows: number[]) =>
  await expect.poll(() => [...flights.keys()]).toEqual(rows);

test("no more rows are with a sender at one time than it says, and a slow one keeps no other back", async () => {
  const { claim, flights, sender } = queueOf(7);
  const done = sendAll(sender, () => false);
  await flying(flights, [0, 1, 2, 3]);
  for (const row of [1, 2]) flights.get(row)!.resolve();
  await flying(flights, [0, 3, 4, 5]);
  for (const row of [3, 4]) flights.get(row)!.resolve();
  await flying(flights, [0, 5, 6]);
  for (const row of [5, 6, 0]) flights.get(row)!.resolve();
  await done;
  for (const [most] of claim.mock.calls) expect(most).toBeLessThanOrEqual(4);
});

test("a row that throws stops no other, and is told of once they are sent", async () => {
  const { flights, sender, waiting } = queueOf(5);
  const done = sendAll(sender, () => false);
  await flying(flights, [0, 1, 2, 3]);
  flights.get(0)!.reject(new Error("broken"));
  for (const row of [1, 2, 3]) flights.get(row)!.resolve();
  await flying(flights, [4]);
  flights.get(4)!.resolve();
  await expect(done).rejects.toThrow("broken");
  expect(waiting).toEqual([]);
});

test("when its time is over a sender claims nothing more, and ends what it has", async () => {
  let isOver = false;
  const { flights, sender, waiting } = queueOf(6);
  const done = sendAll(sender, () => isOver);
  await flying(flights, [0, 1, 2, 3]);
  isOver = true;
  for (const row of [0, 1, 2, 3]) flights.get(row)!.resolve();
  await done;
  expect(waiting).toEqual([4, 5]);
});
