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
type Entry = { source: Observable<string | undefined>; again: () => void };

export class PictureStore {
  readonly #entries = new Map<string, Entry>();
  readonly #failed = new Set<Entry>();
  #load: Load | undefined;

  /** The picture of a person: the id of a file, or an address elsewhere. */
  readonly sourceOf = (picture: string, isSmall: boolean): PictureSource => {
    const key = isSmall ? `${picture} small` : picture;
    const known = this.#entries.get(key);
    if (known) return known.source;
    const source = new Observable<string | undefined>(undefined);
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
    try {
      if (!this.#load) throw new Error("Nothing to load by yet");
      entry.source.set(await this.#load(picture, isSmall));
    } catch {
      this.#failed.add(entry);
    }
  }
}
