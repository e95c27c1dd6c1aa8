import type { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import type { FunctionReturnType } from "convex/server";
import { fold } from "@/lib/text";

export type Folder = FunctionReturnType<typeof api.filing.folders.list>[number];
export type FolderId = Id<"folders">;
/** A folder, or none. */
export type Place = FolderId | undefined;

/** What is filed in a channel, with the place it has. */
export type Filed = { name: string; place: Place } & (
  | { kind: "file"; id: Id<"files"> }
  | { kind: "note"; id: Id<"notes"> }
  | { kind: "folder"; id: FolderId }
);

const byName = (a: Folder, b: Folder) => a.name.localeCompare(b.name, undefined, { numeric: true });

/** The folders of a channel as they lie in each other. */
export class Folders {
  readonly #folders: Map<FolderId, Folder>;

  constructor(folders: readonly Folder[]) {
    this.#folders = new Map(folders.toSorted(byName).map((folder) => [folder._id, folder]));
  }

  /** By an id, or whatever stands in an address. */
  get(id: string): Folder | undefined {
    return this.#folders.get(id as FolderId);
  }

  /** Those in one, or in none. */
  in(place: Place): Folder[] {
    return [...this.#folders.values()].filter(({ parentId }) => parentId === place);
  }

  /** A folder and those above it, the uppermost first. */
  path(place: Place): Folder[] {
    const folder = place && this.#folders.get(place);
    return folder ? [...this.path(folder.parentId), folder] : [];
  }

  /** "Plans / Drafts". */
  title(place: Place): string {
    return this.path(place)
      .map(({ name }) => name)
      .join(" / ");
  }

  found(text: string): Folder[] {
    const wanted = fold(text.trim());
    return [...this.#folders.values()].filter(({ name }) => fold(name).includes(wanted));
  }

  /** Every place that a thing can be moved to: none first, then folders by their paths. */
  placesFor(thing: Filed): Place[] {
    const paths = [...this.#folders.keys()].toSorted((a, b) =>
      this.title(a).localeCompare(this.title(b), undefined, { numeric: true }),
    );
    return [undefined, ...paths].filter((place) => this.canTake(place, thing));
  }

  /** A folder is not moved into itself, and nothing to where it is. */
  canTake(place: Place, thing: Filed): boolean {
    const isInside = thing.kind === "folder" && this.path(place).some(({ _id }) => _id === thing.id);
    return place !== thing.place && !isInside;
  }
}
