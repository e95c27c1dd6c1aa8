/** Loads pictures from the server, once: their bytes never change, so this browser keeps them. */
import { pictureShelf } from "@/platform/files/fileShelf";
import type { Load } from "./pictureStore";

/** Pictures that are drawn already: the browser has them at hand for every view that shows one more. */
const drawn: HTMLImageElement[] = [];

async function draw(address: string): Promise<string> {
  const image = new Image();
  image.src = address;
  await image.decode();
  drawn.push(image);
  return address;
}

/** @param urlOf  where the server has a picture, for whoever may read it at that moment */
export const loadFrom =
  (urlOf: (fileId: string, isSmall: boolean) => string): Load =>
  async (picture, isSmall) => {
    if (picture.startsWith("https://")) return await draw(picture);
    const key = isSmall ? `${picture} small` : picture;
    const kept = await pictureShelf.find(key);
    const known = kept && (await draw(URL.createObjectURL(kept)).catch(() => undefined));
    if (known) return known;
    const bytes = await download(urlOf(picture, isSmall));
    const address = await draw(URL.createObjectURL(bytes));
    await pictureShelf.keep(key, bytes);
    return address;
  };

async function download(url: string): Promise<Blob> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`No picture: ${answer.status}`);
  return await answer.blob();
}
