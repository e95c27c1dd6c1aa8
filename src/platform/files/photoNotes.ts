/** Whether photos keep what they say of the place and the camera: a choice of this browser, off at first. */
import { useSyncExternalStore } from "react";
import { Observable } from "@/lib/observable";
import { readLocal, writeLocal } from "../localStore";

const KEY = "keep-location";

const keeps = new Observable(readLocal(KEY) !== undefined);

export const keepsPhotoNotes = keeps.get;

export function setKeepsPhotoNotes(next: boolean): void {
  writeLocal(KEY, next ? "1" : undefined);
  keeps.set(next);
}

export const useKeepsPhotoNotes = (): boolean => useSyncExternalStore(keeps.subscribe, keeps.get);
