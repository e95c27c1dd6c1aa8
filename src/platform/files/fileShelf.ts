/** Files that this browser keeps until they are sent: they are too large for `localStorage`. */
import { clear, createStore, del, set, values, type UseStore } from "idb-keyval";

let store: UseStore | undefined;
const storeOfUploads = (): UseStore => (store ??= createStore("tandem-uploads", "uploads"));

/** Where uploads of a person are kept. Each call may fail, where a browser keeps nothing. */
export function shelfOf<T extends { userId: string }>(userId: string) {
  return {
    all: async () => (await values<T>(storeOfUploads())).filter((kept) => kept.userId === userId),
    put: async (id: string, kept: T) => await set(id, kept, storeOfUploads()),
    remove: async (id: string) => await del(id, storeOfUploads()),
  };
}

/** Removes all of them, since the person leaves this browser. */
export async function forgetFiles(): Promise<void> {
  await clear(storeOfUploads()).catch(() => undefined);
}
