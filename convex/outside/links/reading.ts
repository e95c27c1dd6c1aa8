"use node";
/** What a page says of itself, for whoever is shown a link to it. All of it is text of somebody unknown. */
import { Parser } from "htmlparser2";
import { LIMITS } from "../../shared/limits";
import { cleanName } from "../../model/text";
import { cutText } from "../../shared/text";

export type Page = { title: string; site: string; description?: string; pictureUrl?: string };

/** Characters of one field that are looked at. */
const LOOKED_AT = 4_000;
/** Elements that lie in each other, as in browsers: each costs its parser as much as all around it. */
const MOST_DEPTH = 512;
/** Bytes in which a page says its character set. */
const HEAD_BYTES = 4_096;

/** In the order in which they are believed. */
const TITLES = ["og:title", "twitter:title", "title"];
const DESCRIPTIONS = ["og:description", "twitter:description", "description"];
const PICTURES = ["og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"];

/** Null for a page that has no title. @param url  where it was found in the end */
export function readPage(bytes: Uint8Array, contentType: string, url: URL): Page | null {
  const said = fieldsOf(decode(bytes, contentType));
  const first = (names: string[], most: number) =>
    names.map((name) => lineOf(said.get(name) ?? "", most)).find((text) => text !== "");
  const title = first(TITLES, LIMITS.linkTitle);
  if (title === undefined) return null;
  const description = first(DESCRIPTIONS, LIMITS.linkDescription);
  const picture = PICTURES.map((name) => said.get(name)?.trim()).find(Boolean);
  const pictureUrl = picture && URL.parse(picture, url)?.href;
  return {
    title,
    site: siteOf(first(["og:site_name"], LIMITS.linkSite), url),
    ...(description !== undefined && description !== title && { description }),
    ...(pictureUrl && { pictureUrl }),
  };
}

/** The host stands there always: a page may call itself what it likes. */
function siteOf(name: string | undefined, { hostname }: URL): string {
  const host = hostname.replace(/^www\./, "");
  return cutText(
    name === undefined || name.toLowerCase() === host ? host : `${host} · ${name}`,
    2 * LIMITS.linkSite,
  );
}

const lineOf = (text: string, most: number) =>
  cutText(cleanName(text.slice(0, LOOKED_AT).toWellFormed()), most);

/** The first of each `<meta>` and the `<title>`, by their names. */
function fieldsOf(html: string): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  const note = (name: string, text: string) => {
    if (text.trim() !== "" && !said.has(name)) said.set(name, text);
  };
  let title: string | undefined;
  // The title of a drawing within the page is none of the page.
  let drawings = 0;
  let depth = 0;
  const parser = new Parser({
    onopentag: (name, { property, name: named, content = "" }) => {
      if ((depth += 1) > MOST_DEPTH) parser.pause();
      if (name === "svg") drawings += 1;
      if (name === "title" && drawings === 0) title = "";
      if (name === "meta") note((property ?? named ?? "").trim().toLowerCase(), content);
    },
    ontext: (text) => {
      if (title !== undefined && title.length < LOOKED_AT) title += text;
    },
    onclosetag: (name) => {
      depth -= 1;
      if (name === "svg") drawings -= 1;
      if (name !== "title" || title === undefined) return;
      note("title", title);
      title = undefined;
    },
  });
  parser.end(html);
  return said;
}

/** By its first bytes, the header, what the page says, or as UTF-8, in this order. */
function decode(bytes: Uint8Array, contentType: string): string {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString("latin1");
  const inHeader = /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType)?.[1];
  const inPage = /<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head)?.[1];
  return decoderFor(byMark(bytes) ?? inHeader ?? inPage).decode(bytes);
}

function byMark([first, second]: Uint8Array): string | undefined {
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return first === 0xff && second === 0xfe ? "utf-16le" : undefined;
}

function decoderFor(label = "utf-8"): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}
