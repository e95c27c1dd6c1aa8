"use node";

/** What each room of the outside world offers to the sender of its queue. */
export type Sender = {
  /** Rows that it works on at one time. */
  atOnce: number;
  /** Claims up to so many rows that are due. Each answer sends one of them and writes its outcome. */
  claim(most: number): Promise<(() => Promise<void>)[]>;
  /** Leaves the queue to others. */
  release(): Promise<void>;
  close?(): void;
};

/**
 * Sends what is due until nothing is, or the time is over. A row whose outcome could not be written comes back when its
 * lease ends.
 *
 * @throws the first error of a row, once all others are sent
 */
export async function sendAll(
  sender: Pick<Sender, "atOnce" | "claim">,
  isOver: () => boolean,
): Promise<void> {
  const { atOnce } = sender;
  const flying = new Set<Promise<void>>();
  const errors: unknown[] = [];
  let isDone = false;
  while (!isDone && !isOver()) {
    const sends = await sender.claim(atOnce - flying.size);
    for (const send of sends) {
      const flight = send()
        .catch((error: unknown) => void errors.push(error))
        .finally(() => flying.delete(flight));
      flying.add(flight);
    }
    isDone = flying.size === 0;
    // One that is slow keeps no other back; half of the places are worth a claim.
    const places = sends.length === 0 ? Math.max(0, flying.size - 1) : atOnce / 2;
    while (flying.size > places) await Promise.race(flying);
  }
  await Promise.all(flying);
  if (errors.length > 0) throw errors[0];
}
