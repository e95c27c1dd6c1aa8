import { Observable } from "@/lib/observable";
import { texts } from "@/texts";
import { errorAbout, errorCode, errorText, retryAfter } from "./errorText";

/** The latest sentence about something that was refused; the shell shows it as a toast. */
export const refusals = new Observable<{ text: string } | undefined>(undefined);

/**
 * Waits for something the person asked for and says so when it was refused.
 *
 * @param what  is said first, where they have gone on meanwhile
 * @returns whether it was done
 */
export async function reportRefusal(action: Promise<unknown>, what?: string): Promise<boolean> {
  try {
    await action;
    return true;
  } catch (error) {
    const about = errorAbout(error);
    const why = errorText(errorCode(error), retryAfter(error));
    const said = about === undefined ? why : texts.errors.noneDone(about, why);
    refusals.set({ text: what === undefined ? said : `${what} ${said}` });
    return false;
  }
}
