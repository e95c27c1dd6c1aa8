import { createContext, useContext, useSyncExternalStore } from "react";

/** The address of a picture once it is loaded, undefined before, and null while it can't be had. */
export type PictureSource = {
  get: () => string | null | undefined;
  subscribe: (onChange: () => void) => () => void;
};

const NONE: PictureSource = { get: () => undefined, subscribe: () => () => undefined };

/** Loads a picture, whole or in the smaller size for lists: where from, this room does not know. */
export const PictureContext = createContext<(picture: string, isSmall: boolean) => PictureSource>(() => NONE);

/** Where a picture can be shown from, at once and without a jump; undefined until then, null where it can't be. */
export function usePicture(picture: string | undefined, isSmall: boolean): string | null | undefined {
  const sourceOf = useContext(PictureContext);
  const source = picture === undefined ? NONE : sourceOf(picture, isSmall);
  return useSyncExternalStore(source.subscribe, source.get);
}
