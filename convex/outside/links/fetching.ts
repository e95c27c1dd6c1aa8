/// <reference types="node" />
"use node";
/**
 * One request to an address that somebody typed. The name is looked up here, every address that it has must be public, and the
 * connection goes to one of these and no other, so a second look-up cannot answer something else. Redirects begin anew.
 *
 * Units  Bytes after decompression.
 */
import type { LookupAddress } from "node:dns";
import { lookup, Resolver } from "node:dns/promises";
import { request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip } from "node:zlib";
import { askedFor, bareHost, isAllowed, isPublicAddress, type Allowed } from "./addresses";

/** All addresses of a host. @param isOwn  whether an admin has allowed it */
export type Resolve = (host: string, isOwn: boolean) => Promise<LookupAddress[]>;

export type Door = { allowed: Allowed; resolve: Resolve };

/** Names that are nobody's on the internet: of one machine or network, for examples, for tests (RFC 2606, 6761, 6762). */
const NOT_OF_THE_INTERNET =
  /(^|\.)(localhost|local|internal|home\.arpa|onion|test|invalid|example|example\.(com|net|org))\.?$/;
const LOOK_UP = { timeout: 2_000, tries: 2 };

/**
 * The system knows the names of one's own network, and keeps a thread of the few that files need as well. Others are asked
 * for by a resolver that needs none, and gives up by itself.
 */
export const resolveHere: Resolve = async (host, isOwn) => {
  if (isOwn) return await lookup(host, { all: true });
  if (NOT_OF_THE_INTERNET.test(host)) return [];
  const resolver = new Resolver(LOOK_UP);
  const none = () => [];
  const [four, six] = await Promise.all([
    resolver.resolve4(host).catch(none),
    resolver.resolve6(host).catch(none),
  ]);
  return [
    ...four.map((address) => ({ address, family: 4 })),
    ...six.map((address) => ({ address, family: 6 })),
  ];
};

/** The other side's fault or ours to refuse: there is nothing to show, and nobody is told. */
export class Refused extends Error {}
/** Nobody knows where a host is, or nobody could be asked. */
export class Unknown extends Refused {}

type Wanted = {
  /** Media types that are read. */
  takes: (type: string) => boolean;
  accept: string;
  /** Bytes that are read: what is longer is cut, or refused. */
  most: number;
  isCut: boolean;
  signal: AbortSignal;
};

export type Answer = { url: URL; contentType: string; bytes: Buffer };

const MOST_REDIRECTS = 5;
const USER_AGENT = "Tandem-LinkPreview/1.0 (asks once for a page that somebody linked to in a chat)";
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Follows a URL to what it leads to. @throws Refused, or what a broken connection throws */
export async function get(from: URL, wanted: Wanted, door: Door): Promise<Answer> {
  let url = from;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const response = await ask(url, wanted, door);
    const next = REDIRECTS.has(response.statusCode ?? 0) ? response.headers.location : undefined;
    if (next === undefined) return { url, ...(await read(response, wanted)) };
    response.destroy();
    url = redirected(url, next, door);
  }
  throw new Refused("too many redirects");
}

function redirected(from: URL, location: string, { allowed }: Door): URL {
  const url = askedFor(URL.parse(location, from)?.href ?? "", allowed);
  if (!url) throw new Refused("a redirect to what is not asked for");
  return url;
}

const ask = async (url: URL, { accept, signal }: Wanted, door: Door): Promise<IncomingMessage> =>
  await request(url, door, {
    method: "GET",
    signal,
    headers: {
      "user-agent": USER_AGENT,
      accept,
      "accept-encoding": "gzip, br",
      "accept-language": "en, *;q=0.5",
    },
  });

type Asked = { method: string; headers: Record<string, string>; signal: AbortSignal; body?: Uint8Array };

/** One request to where a URL's host was found, without redirects. @throws Refused, or what a broken connection throws */
export async function request(
  url: URL,
  door: Door,
  { method, headers, signal, body }: Asked,
): Promise<IncomingMessage> {
  const address = await addressOf(url, door);
  signal.throwIfAborted();
  const options: RequestOptions = {
    method,
    // A connection of its own, which nobody else's request has opened.
    agent: false,
    signal,
    headers,
    // What a socket looks up is what was checked.
    lookup: (_host, { all }, done) => {
      if (all) done(null, [address]);
      else done(null, address.address, address.family);
    },
  };
  return await new Promise((resolve, reject) => {
    const open = url.protocol === "https:" ? httpsRequest : httpRequest;
    open(url, options, resolve).on("error", reject).end(body);
  });
}

/** Where a URL's host is. All its addresses must be public: one that is not is a trap. @throws Refused */
async function addressOf(url: URL, { allowed, resolve }: Door): Promise<LookupAddress> {
  const host = bareHost(url);
  const literal = isIP(host);
  const isOwn = isAllowed(url, allowed);
  const found = literal === 0 ? await resolve(host, isOwn) : [{ address: host, family: literal }];
  const isOpen = isOwn || found.every(({ address }) => isPublicAddress(address));
  // Most machines that have IPv6 have IPv4 as well, and not the other way round.
  const first = found.find(({ family }) => family === 4) ?? found[0];
  if (!first) throw new Unknown("no address of that name");
  if (!isOpen) throw new Refused("not a public address");
  return first;
}

async function read(response: IncomingMessage, wanted: Wanted): Promise<Omit<Answer, "url">> {
  const { takes, most, isCut } = wanted;
  const contentType = response.headers["content-type"] ?? "";
  const length = Number(response.headers["content-length"] ?? 0);
  try {
    if (response.statusCode !== 200) throw new Refused(`status ${response.statusCode}`);
    if (!takes(contentType.split(";")[0]!.trim().toLowerCase())) throw new Refused(`a ${contentType}`);
    if (!isCut && length > most) throw new Refused("too large");
    const { bytes, isWhole } = await firstBytes(decoded(response), most);
    if (!isWhole && !isCut) throw new Refused("too large");
    return { contentType, bytes };
  } finally {
    response.destroy();
  }
}

function decoded(response: IncomingMessage): Readable {
  const encoding = (response.headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (encoding === "identity") return response;
  if (encoding !== "gzip" && encoding !== "br") throw new Refused(`encoded as ${encoding}`);
  const decoder = encoding === "gzip" ? createGunzip() : createBrotliDecompress();
  response.on("error", (error) => decoder.destroy(error));
  return response.pipe(decoder);
}

/** What is packed small and unpacks to gigabytes is left where it has become too much. */
async function firstBytes(stream: Readable, most: number): Promise<{ bytes: Buffer; isWhole: boolean }> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size > most) return { bytes: Buffer.concat(parts).subarray(0, most), isWhole: false };
  }
  return { bytes: Buffer.concat(parts), isWhole: true };
}
