/** The first picture of a film: its proportion is known before it loads, and a list shows it. */

/** A film that this browser plays says so far sooner. */
const MOST_MS = 10_000;

/**
 * Null where the browser does not play it. A busy browser may fail once at a film that it plays: unless that took long, it is
 * tried again.
 */
export async function firstPicture(film: Blob): Promise<ImageBitmap | null> {
  const began = performance.now();
  const picture = await pictureOf(film);
  return picture ?? (performance.now() - began < MOST_MS / 2 ? await pictureOf(film) : null);
}

async function pictureOf(film: Blob): Promise<ImageBitmap | null> {
  const video = document.createElement("video");
  const address = URL.createObjectURL(film);
  video.muted = true;
  video.playsInline = true;
  video.preload = "auto";
  try {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    // Sound in the dress of a film has data and no picture.
    video.addEventListener("loadeddata", () => resolve(video.videoWidth > 0), { once: true });
    video.addEventListener("error", () => resolve(false), { once: true });
    const timer = setTimeout(() => resolve(false), MOST_MS);
    video.src = address;
    const isThere = await promise;
    clearTimeout(timer);
    return isThere ? await createImageBitmap(video) : null;
  } catch {
    return null;
  } finally {
    video.removeAttribute("src");
    video.load();
    URL.revokeObjectURL(address);
  }
}
