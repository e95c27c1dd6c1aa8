import { errorCode, retryAfter } from "./errorText";

const pause = async (seconds: number): Promise<void> =>
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

/** Sends what may be sent twice, and once more each time the server asks to wait: nobody has to press a button for that. */
export async function unhurried<T>(send: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await send();
    } catch (error) {
      const seconds = retryAfter(error);
      if (errorCode(error) !== "TOO_FAST" || seconds === undefined) throw error;
      await pause(seconds);
    }
  }
}
