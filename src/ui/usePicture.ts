import { createContext, useContext, useSyncExternalStore } from "react";

/** The address of a picture once it is loaded, and undefined before and where it can't be. */
export type PictureSource = {
  get: () => string | undefined;
  subscribe: (onChange: () => void) => () => void;
};

const NONE: PictureSource = { get: () => undefined, subscribe: () => () => undefined };

/** Loads a picture, whole or in the smaller size for lists: where from, this room does not know. */
export const PictureContext = createContext<(picture: string, isSmall: boolean) => PictureSource>(() => NONE);

/** Where a picture can be shown from, at once and without a jump; undefined until then. */
export function usePicture(picture: string | undefined, isSmall: boolean): string | undefined {
  const sourceOf = useContext(PictureContext);
  const source = picture === undefined ? NONE : sourceOf(picture, isSmall);
  return useSyncExternalStore(source.subscribe, source.get);
}
