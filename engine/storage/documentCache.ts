/**
 * The documents that were read last, by id, so that what every call reads is not brought from the file each time.
 *
 * Units   Characters of JSON text.
 */

/** Capacity of each of the two generations, in characters. */
const MOST = 4 * 1024 * 1024;

/** A document's JSON text, and its size in bytes as Convex counts them: see values/size.ts. */
export type SizedText = { json: string; size: number };
export type StoredDocument = SizedText & { row: number };

/** When the younger generation is full, it becomes the older one, and what was not read since is forgotten. */
export class DocumentCache {
  readonly #most: number;
  #young = new Map<string, StoredDocument>();
  #old = new Map<string, StoredDocument>();
  #size = 0;

  constructor(most = MOST) {
    this.#most = most;
  }

  get(id: string): StoredDocument | undefined {
    const found = this.#young.get(id);
    if (found !== undefined) return found;
    const older = this.#old.get(id);
    if (older !== undefined) this.set(id, older);
    return older;
  }

  set(id: string, document: StoredDocument): void {
    this.#young.set(id, document);
    this.#size += document.json.length;
    if (this.#size <= this.#most) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#size = 0;
  }

  delete(id: string): void {
    this.#young.delete(id);
    this.#old.delete(id);
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
    this.#size = 0;
  }
}
