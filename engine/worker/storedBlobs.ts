/**
 * Files of the deployment as actions hold them. An answer that is such a file or a part of it is told apart by its stream,
 * so that the front thread reads the disk itself and no byte passes the action's thread.
 *
 *   openStored(path) ─▶ Blob ── slice ──▶ Blob ── stream ──▶ new Response(stream)
 *                                                   └── storedPart(response.body) = { path, start, end }
 */
import { openAsBlob } from "node:fs";
import type { ByteRange } from "../lib/fileAnswer.ts";

/** Bytes of a file on disk. */
export type StoredPart = ByteRange & { path: string };

const parts = new WeakMap<object, StoredPart>();

/** A file that lies on disk, read from there as far as somebody wants it. */
export async function openStored(path: string, type: string): Promise<Blob> {
  const blob = await openAsBlob(path, { type });
  return tracked(blob, path, 0);
}

/** @param offset  where in the file it begins */
function tracked(blob: Blob, path: string, offset: number): Blob {
  const [slice, stream] = [blob.slice.bind(blob), blob.stream.bind(blob)];
  return Object.defineProperties(blob, {
    slice: {
      value: (start?: number, end?: number, type?: string) => {
        const from = Math.round(start ?? 0);
        const place = from < 0 ? Math.max(blob.size + from, 0) : Math.min(from, blob.size);
        return tracked(slice(place, end, type), path, offset + place);
      },
    },
    stream: {
      value: () => {
        const made = stream();
        if (blob.size > 0) parts.set(made, { path, start: offset, end: offset + blob.size - 1 });
        return made;
      },
    },
  });
}

/** What a body holds of a stored file, as long as nobody has read of it. */
export function storedPart({ body, bodyUsed }: Response): StoredPart | null {
  const part = body === null || bodyUsed || body.locked ? undefined : parts.get(body);
  return part ?? null;
}
