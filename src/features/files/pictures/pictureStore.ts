/**
 * The pictures that this window has shown. Each is loaded once, however many views show it, and keeps its address while the
 * window lives: a new pass changes nothing on screen. What failed is tried again with the next pass.
 *
 * Not here: where pictures come from (`loading.ts`).
 */
import { Observable } from "@/lib/observable";
import type { PictureSource } from "@/ui/usePicture";

/** Answers the address of a picture that is ready to be drawn. @throws where it can't be had now */
export type Load = (picture: string, isSmall: boolean) => Promise<string>;
type Address = string | null | undefined;
type Entry = { source: Observable<Address>; again: () => void };

export class PictureStore {
  readonly #entries = new Map<string, Entry>();
  readonly #failed = new Set<Entry>();
  #load: Load | undefined;

  /** @param picture  the id of a file, or an address elsewhere */
  readonly sourceOf = (picture: string, isSmall: boolean): PictureSource => {
    const key = isSmall ? `${picture} small` : picture;
    const known = this.#entries.get(key);
    if (known) return known.source;
    const source = new Observable<Address>(undefined);
    const entry: Entry = { source, again: () => void this.#fill(entry, picture, isSmall) };
    this.#entries.set(key, entry);
    entry.again();
    return source;
  };

  /** Loads from now on, and what could not be loaded before. */
  loadBy(load: Load): void {
    this.#load = load;
    const failed = [...this.#failed];
    this.#failed.clear();
    for (const { again } of failed) again();
  }

  async #fill(entry: Entry, picture: string, isSmall: boolean): Promise<void> {
    if (this.#load === undefined) {
      this.#failed.add(entry);
      return;
    }
    try {
      entry.source.set(await this.#load(picture, isSmall));
    } catch {
      entry.source.set(null);
      this.#failed.add(entry);
    }
  }
}
