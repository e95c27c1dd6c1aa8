/** What this browser keeps that is too large for `localStorage`: files until they are sent, and pictures that it has shown. */
import { clear, createStore, del, get, keys, set, values, type UseStore } from "idb-keyval";

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

/** Pictures in both sizes; with one more they are all forgotten, and come again as they are shown. */
const MOST_PICTURES = 2_000;

let pictures: UseStore | undefined;
const storeOfPictures = (): UseStore => (pictures ??= createStore("tandem-pictures", "pictures"));

/** Pictures by their ids, whose bytes never change. A browser that keeps nothing has none. */
export const pictureShelf = {
  find: async (key: string): Promise<Blob | undefined> =>
    await get<Blob>(key, storeOfPictures()).catch(() => undefined),
  keep: async (key: string, picture: Blob): Promise<void> => {
    try {
      if ((await keys(storeOfPictures())).length >= MOST_PICTURES) await clear(storeOfPictures());
      await set(key, picture, storeOfPictures());
    } catch {
      // It is loaded again after a reload.
    }
  },
};

/** Removes all of it, since the person leaves this browser. */
export async function forgetFiles(): Promise<void> {
  await Promise.all([storeOfUploads(), storeOfPictures()].map(async (store) => await clear(store))).catch(
    () => undefined,
  );
}
