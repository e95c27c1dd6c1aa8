"use node";
/** What each room of the outside world offers to the sender of its queue. */

export type Sender = {
  /** Rows that it works on at one time. */
  atOnce: number;
  /** Claims up to so many rows that are due. Each answer sends one of them and writes its outcome. */
  claim(most: number): Promise<(() => Promise<void>)[]>;
  close?(): void;
};
