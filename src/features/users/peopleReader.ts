import { PENDING } from "@/lib/text";
import { texts } from "@/texts";
import type { Person } from "./person";
import type { PeopleStore } from "./peopleStore";

/** People by their ids. Another object as soon as one of those who were asked for has changed. */
export type People = {
  /** Undefined while the person is on the way, and where nobody has the id. */
  get: (id: string) => Person | undefined;
  /** Dots while the name is on the way. */
  nameOf: (id: string) => string;
  /** Whether somebody who was asked for is on the way. */
  isPending: () => boolean;
};

/** What one view reads of the store: it is told only of those whom it has asked for. */
export class PeopleReader {
  readonly #store: PeopleStore;
  readonly #asked = new Set<string>();
  #people!: People;
  #version!: number;

  constructor(store: PeopleStore) {
    this.#store = store;
    this.#renew();
  }

  readonly get = (): People => this.#people;

  readonly subscribe = (listener: () => void): (() => void) => {
    // Somebody may have come between the first look and now.
    if (this.#version !== this.#store.version) this.#renew();
    return this.#store.subscribe((changed) => {
      if (![...changed].some((id) => this.#asked.has(id))) return;
      this.#renew();
      listener();
    });
  };

  #renew(): void {
    this.#version = this.#store.version;
    this.#people = {
      get: (id) => this.#read(id) ?? undefined,
      nameOf: (id) => {
        const person = this.#read(id);
        return person === undefined ? PENDING : (person?.name ?? texts.users.someone);
      },
      isPending: () => [...this.#asked].some((id) => this.#store.read(id) === undefined),
    };
  }

  #read(id: string): Person | null | undefined {
    this.#asked.add(id);
    return this.#store.read(id);
  }
}
