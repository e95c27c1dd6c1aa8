import { Observable } from "@/lib/observable";
import { errorCode, errorText, retryAfter } from "./errorText";

/** The latest sentence about something that was refused; the shell shows it as a toast. */
export const refusals = new Observable<{ text: string } | undefined>(undefined);

/** Waits for something the person asked for and says so when it was refused. @returns whether it was done */
export async function reportRefusal(action: Promise<unknown>): Promise<boolean> {
  try {
    await action;
    return true;
  } catch (error) {
    refusals.set({ text: errorText(errorCode(error), retryAfter(error)) });
    return false;
  }
}
