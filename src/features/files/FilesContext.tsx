import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { HOUR_MS } from "@convex/shared/time";
import { useConvex, useQuery, type ConvexReactClient } from "convex/react";
import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import { useNow } from "@/platform/useNow";
import { addressHere } from "@/platform/files/serverFiles";
import { PictureContext } from "@/ui/usePicture";
import { loadFrom } from "./pictures/loading";
import { PictureStore } from "./pictures/pictureStore";
import type { Upload, Uploads } from "./uploads/uploads";
import { makeUploads } from "./uploads/sending";

/** The uploads of a page: what is sent without a view, such as a message after a reload, finds them here. */
const uploadsOf = new WeakMap<ConvexReactClient, Uploads>();

type Value = { uploads: Uploads; urlOf: (fileId: string, options?: UrlOptions) => string | undefined };
/** With a message the id is that of a link preview of it, and what is read its picture. */
type UrlOptions = { isPreview?: boolean; isDownload?: boolean; messageId?: string };

const Context = createContext<Value | undefined>(undefined);

function makeFor(client: ConvexReactClient, userId: string): Uploads {
  const uploads = makeUploads(client, userId);
  uploadsOf.set(client, uploads);
  return uploads;
}

const addressOf = (
  { at, pass }: { at: string; pass: string },
  fileId: string,
  { isPreview, isDownload, messageId }: UrlOptions = {},
): string =>
  `${addressHere(`${at}/${fileId}`)}?pass=${pass}${isPreview ? "&preview=1" : ""}${isDownload ? "&download=1" : ""}${messageId ? `&message=${messageId}` : ""}`;

/** The files of whoever is signed in: what is on its way, and the pass that reads what is there. Mount with `key={userId}`. */
export function FilesProvider({ userId, children }: { userId: string; children: ReactNode }) {
  const client = useConvex();
  const [uploads] = useState(() => makeFor(client, userId));
  useEffect(() => void uploads.resume(), [uploads]);
  const [pictures] = useState(() => new PictureStore());
  const hour = Math.floor(useNow() / HOUR_MS);
  // Each composer asks for it; it stays, so that a channel that is looked into does not ask again.
  useQuery(api.files.limits);
  const pass = useQuery(api.files.pass, { hour });
  const [last, setLast] = useState(pass);
  if (pass && pass !== last) setLast(pass);
  const known = pass ?? last ?? undefined;
  const urlOf: Value["urlOf"] = (fileId, options) => known && addressOf(known, fileId, options);
  useEffect(() => {
    if (pass) pictures.loadBy(loadFrom((fileId, isPreview) => addressOf(pass, fileId, { isPreview })));
  }, [pictures, pass]);
  return (
    <Context value={{ uploads, urlOf }}>
      <PictureContext value={pictures.sourceOf}>{children}</PictureContext>
    </Context>
  );
}

function useFiles(): Value {
  const value = useContext(Context);
  if (!value) throw new Error("Files need a FilesProvider above them");
  return value;
}

/** Where a file is read; undefined until the server has said. */
export const useFileUrl = (): Value["urlOf"] => useFiles().urlOf;

export const useUploads = (): Uploads => useFiles().uploads;

/** The uploads of one place, oldest first. */
export function useUploadsIn(place: string): readonly Upload[] {
  const { items } = useUploads();
  return useSyncExternalStore(items.subscribe, items.get).filter((upload) => upload.place === place);
}

/** Bytes sent of an upload; undefined where none are on their way. */
export function useProgress(id: string): number | undefined {
  const { progress } = useUploads();
  return useSyncExternalStore(progress.subscribe, () => progress.get().get(id));
}

/** The files of a message that is sent, once all are there. @throws RefusedHere */
export async function sentFiles(
  client: ConvexReactClient,
  uploadIds: readonly string[],
): Promise<Id<"files">[]> {
  return (await uploadsOf.get(client)?.filesOf(uploadIds)) ?? [];
}

/** Forgets what a message has taken, or what went with a message that is not sent. */
export function dropUploads(client: ConvexReactClient, uploadIds: readonly string[]): void {
  for (const id of uploadIds) uploadsOf.get(client)?.remove(id);
}
