/** What the server never asks for, whoever links to it: no request here leaves this machine. */
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { expect, onTestFinished, test, vi } from "vitest";
import { LIMITS } from "../../shared/limits";
import { askedFor, isPublicAddress } from "./addresses";
import { get, resolveHere, type Resolve } from "./fetching";
import { urlsIn } from "./sender";

test.each([
  // Not of the web, or not for everybody.
  "ftp://example.com/",
  "file:///etc/passwd",
  "gopher://example.com:70/_x",
  "javascript:alert(1)",
  "data:text/html,<title>x</title>",
  "blob:https://example.com/1",
  "mailto:ana@example.com",
  "ws://example.com/",
  "//example.com/",
  "/c/abc",
  "http://",
  "https://exa mple.com/",
  "http://user@example.com/",
  "http://user:password@example.com/",
  "http://example.com@127.0.0.1/",
  "http://127.0.0.1#@example.com/",
  "http://127.0.0.1\\@example.com/",
  "http://example.com:8080/",
  "http://example.com:22/",
  "https://example.com:80/",
  "http://example.com:443/",
  "http://example.com:6379/",
  `https://example.com/${"a".repeat(LIMITS.linkUrl)}`,
  // This machine, in the ways in which one can write it.
  "http://127.0.0.1/",
  "http://127.1/",
  "http://127.0.1/",
  "http://2130706433/",
  "http://0x7f000001/",
  "http://0x7f.0.0.1/",
  "http://0x7F.1/",
  "http://017700000001/",
  "http://0177.0.0.1/",
  "http://0177.0.0.01/",
  "http://0000177.0.0.1/",
  "http://127.0.0.1./",
  "http://１２７.０.０.１/",
  "http://①②⑦.⓪.⓪.①/",
  "http://%31%32%37.0.0.1/",
  "http://127。0。0。1/",
  "http://0/",
  "http://0.0.0.0/",
  "http://[::1]/",
  "http://[0:0:0:0:0:0:0:1]/",
  "http://[::]/",
  // IPv4 in IPv6.
  "http://[::ffff:127.0.0.1]/",
  "http://[::ffff:7f00:1]/",
  "http://[::127.0.0.1]/",
  "http://[::ffff:0:127.0.0.1]/",
  "http://[64:ff9b::127.0.0.1]/",
  "http://[64:ff9b::7f00:1]/",
  "http://[64:ff9b:1::a00:1]/",
  "http://[2002:7f00:1::]/",
  "http://[2002:a9fe:a9fe::1]/",
  "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
  "http://[2606:4700::5efe:10.0.0.1]/",
  "http://[2606:4700::200:5efe:10.0.0.1]/",
  // Networks of one's own, of providers and of clouds.
  "http://10.0.0.1/",
  "http://10.255.255.255/",
  "http://172.16.0.1/",
  "http://172.31.255.254/",
  "http://192.168.1.1/",
  "http://0xC0A80101/",
  "http://100.64.0.1/",
  "http://100.100.100.200/latest/meta-data/",
  "http://169.254.169.254/latest/meta-data/",
  "http://0xA9FEA9FE/",
  "http://2852039166/",
  "http://169.254.170.2/v2/credentials",
  "http://168.63.129.16/metadata",
  "http://192.0.0.192/",
  "http://[fd00:ec2::254]/latest/meta-data/",
  "http://[fc00::1]/",
  "http://[fe80::1]/",
  "http://[fe80::1%25eth0]/",
  "http://[fec0::1]/",
  // For documents, measurements, groups and nobody.
  "http://192.0.2.1/",
  "http://198.51.100.1/",
  "http://203.0.113.1/",
  "http://198.18.0.1/",
  "http://192.88.99.1/",
  "http://224.0.0.1/",
  "http://240.0.0.1/",
  "http://255.255.255.255/",
  "http://[ff02::1]/",
  "http://[2001:db8::1]/",
  "http://[3fff::1]/",
  "http://[100::1]/",
  "http://[2001:10::1]/",
])("%j is not asked for", (href) => {
  expect(askedFor(href, [])).toBeNull();
});

test.each([
  ["https://example.com", "https://example.com/"],
  ["HTTP://EXAMPLE.com:80/a?b#c", "http://example.com/a?b"],
  ["https://example.com:443/", "https://example.com/"],
  ["https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"],
  ["http://8.8.8.8/", "http://8.8.8.8/"],
  ["http://[2606:4700:4700::1111]/", "http://[2606:4700:4700::1111]/"],
  ["http://172.32.0.1/", "http://172.32.0.1/"],
])("%j is asked for as %j", (href, expected) => {
  expect(askedFor(href, [])?.href).toBe(expected);
});

test("what is no address at all is not a public one", () => {
  for (const text of ["", "example.com", "1", "::g", "256.1.1.1", "8.8.8.8/8"])
    expect(isPublicAddress(text), text).toBe(false);
});

test("an admin's hosts are asked for by name, and with a port only on that one", () => {
  const allowed = ["wiki.internal", "10.0.0.7:8080", "[::1]:81"];
  const asked = (href: string) => askedFor(href, allowed)?.href ?? null;
  expect(asked("http://wiki.internal:8090/a")).toBe("http://wiki.internal:8090/a");
  expect(asked("http://10.0.0.7:8080/")).toBe("http://10.0.0.7:8080/");
  expect(asked("http://[::1]:81/")).toBe("http://[::1]:81/");
  for (const other of [
    "http://10.0.0.7/",
    "http://10.0.0.7:22/",
    "http://x.wiki.internal:81/",
    "http://[::1]/",
  ])
    expect(asked(other), other).toBeNull();
  expect(asked("http://me:secret@wiki.internal/")).toBeNull();
});

test("the first three links of a text count, each once, without Tandem's own and those of quotes and code", () => {
  vi.stubEnv("SITE_URL", "https://chat.example.org");
  onTestFinished(() => void vi.unstubAllEnvs());
  const text = `> https://quoted.example

\`https://code.example\` https://chat.example.org/c/abc [a](https://a.example/x#1) www.b.example, and
https://a.example/x#2 https://10.0.0.1/ ftp://c.example https://d.example/(e). https://f.example`;
  const first = ["https://a.example/x", "https://www.b.example/", "https://d.example/(e)"];
  expect(urlsIn(text, [])).toEqual(first);
});

test.each([
  "localhost",
  "localhost.",
  "a.localhost",
  "printer.local",
  "metadata.google.internal",
  "router.home.arpa",
  "example.com",
  "www.example.org",
  "a.example",
  "a.test",
  "a.invalid",
])("%s is nobody's on the internet, and is not looked up", async (host) => {
  expect(await resolveHere(host, false)).toEqual([]);
});

test("a host that an admin allows is looked up as this machine does it", async () => {
  expect(await resolveHere("localhost", true)).toContainEqual({ address: "127.0.0.1", family: 4 });
});

/** A server on this machine, which nobody may be sent to. */
async function serve(handler: RequestListener) {
  const server = createServer(handler);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => void server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { port, at: `http://127.0.0.1:${port}/`, host: `127.0.0.1:${port}` };
}

const takeAll = { takes: () => true, accept: "*/*", most: 1_000, isCut: false };
const signal = () => AbortSignal.timeout(20_000);
const nobody: Resolve = async () => await Promise.reject(new Error("nobody is looked up here"));

const page: RequestListener = (_request, response) => {
  response.setHeader("content-type", "text/html");
  response.end("secret");
};

test.each([
  ["a name of this machine", ["127.0.0.1"]],
  ["`localhost.`", ["127.0.0.1", "::1"]],
  ["a name of an inner network", ["10.1.2.3"]],
  ["a name with a public and a private address", ["93.184.216.34", "192.168.0.1"]],
  ["a name whose other family is private", ["93.184.216.34", "::ffff:10.0.0.1"]],
  ["the cloud's data", ["169.254.169.254"]],
  ["a name without addresses", []],
])("%s is refused once it is looked up", async (_name, addresses) => {
  const resolve: Resolve = async () =>
    addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  const request = get(
    new URL("http://inner.example/"),
    { ...takeAll, signal: signal() },
    { allowed: [], resolve },
  );
  await expect(request).rejects.toThrow(/^(not a public|no) address/);
});

test("a name is looked up once, and the connection goes to that answer: the next one is another's trap", async () => {
  const { port } = await serve(page);
  const asked: string[] = [];
  // The first answer is what was checked; whoever looked again would be sent elsewhere.
  const resolve: Resolve = async (host) => {
    asked.push(host);
    return [{ address: asked.length === 1 ? "127.0.0.1" : "127.9.9.9", family: 4 }];
  };
  const allowed = [`rebound.example:${port}`];
  const url = new URL(`http://rebound.example:${port}/`);
  const { bytes } = await get(url, { ...takeAll, signal: signal() }, { allowed, resolve });
  expect([String(bytes), asked]).toEqual(["secret", ["rebound.example"]]);
});

test("a name that answers something public first and this machine next is refused at its redirect", async () => {
  const { port } = await serve((_request, response) => {
    response.writeHead(302, { location: "http://rebound.example/" }).end();
  });
  const resolve: Resolve = async () => [{ address: "127.0.0.1", family: 4 }];
  const url = new URL(`http://front.example:${port}/`);
  const door = { allowed: [`front.example:${port}`], resolve };
  await expect(get(url, { ...takeAll, signal: signal() }, door)).rejects.toThrow("not a public address");
});

test.each([
  "http://127.0.0.1/",
  "http://[::1]/",
  "http://169.254.169.254/",
  "//10.0.0.1/",
  "http://0x7f.1/",
  "http://me:secret@example.com/",
  "https://example.com:8443/",
  "file:///etc/passwd",
  "gopher://example.com/",
  "javascript:alert(1)",
  "http://",
])("a redirect to %j is not followed", async (location) => {
  const { at, host } = await serve((_request, response) => void response.writeHead(302, { location }).end());
  const request = get(new URL(at), { ...takeAll, signal: signal() }, { allowed: [host], resolve: nobody });
  await expect(request).rejects.toThrow("a redirect to what is not asked for");
});

test("redirects are followed five times, and ask for nothing but the address", async () => {
  const seen: Record<string, unknown>[] = [];
  const { at, host } = await serve((request, response) => {
    seen.push({ method: request.method, cookie: request.headers.cookie, referer: request.headers.referer });
    const left = Number(request.url!.slice(1));
    response.setHeader("set-cookie", "a=b");
    if (left > 0) response.writeHead(307, { location: `/${left - 1}` }).end();
    else page(request, response);
  });
  const door = { allowed: [host], resolve: nobody };
  const answer = await get(new URL(`${at}5`), { ...takeAll, signal: signal() }, door);
  expect([String(answer.bytes), answer.url.pathname]).toEqual(["secret", "/0"]);
  expect(seen).toHaveLength(6);
  for (const request of seen) expect(request).toEqual({ method: "GET" });
  await expect(get(new URL(`${at}6`), { ...takeAll, signal: signal() }, door)).rejects.toThrow("too many");
});

const plain = Buffer.alloc(5_000_000, "a");

test.each<[string, RequestListener, string]>([
  ["an error", (_q, response) => void response.writeHead(500).end("x"), "status 500"],
  ["a part", (_q, response) => void response.writeHead(206).end("x"), "status 206"],
  ["nothing", (_q, response) => void response.writeHead(304).end(), "status 304"],
  [
    "a wrong type",
    (_q, response) => void response.writeHead(200, { "content-type": "application/zip" }).end("x"),
    "application/zip",
  ],
  ["no type", (_q, response) => void response.end("x"), "a "],
  [
    "what says that it is large",
    (_q, response) =>
      void response.writeHead(200, { "content-type": "text/html", "content-length": "5000000" }).end(plain),
    "too large",
  ],
  [
    "what is large without saying",
    (_q, response) => void response.writeHead(200, { "content-type": "text/html" }).end(plain),
    "too large",
  ],
  [
    "a bomb",
    (_q, response) =>
      void response
        .writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" })
        .end(gzipSync(plain)),
    "too large",
  ],
  [
    "another bomb",
    (_q, response) =>
      void response
        .writeHead(200, { "content-type": "text/html", "content-encoding": "br" })
        .end(brotliCompressSync(plain)),
    "too large",
  ],
  [
    "a bomb in a bomb",
    (_q, response) =>
      void response
        .writeHead(200, { "content-type": "text/html", "content-encoding": "gzip, gzip" })
        .end(gzipSync(gzipSync(plain))),
    "encoded as",
  ],
  [
    "an unknown encoding",
    (_q, response) =>
      void response.writeHead(200, { "content-type": "text/html", "content-encoding": "zstd" }).end("x"),
    "encoded as",
  ],
  [
    "broken gzip",
    (_q, response) =>
      void response
        .writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" })
        .end("no gzip"),
    "incorrect header",
  ],
  ["a broken connection", (request) => void request.socket.destroy(), "hang up"],
])("%s is refused", async (_name, handler, reason) => {
  const { at, host } = await serve(handler);
  const wanted = { ...takeAll, takes: (type: string) => type === "text/html", signal: signal() };
  await expect(get(new URL(at), wanted, { allowed: [host], resolve: nobody })).rejects.toThrow(reason);
});

test("a page that goes on is cut, and its connection ended", async () => {
  let isOpen = true;
  const { at, host } = await serve((_request, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.on("close", () => (isOpen = false));
    const more = () => isOpen && response.write(plain, more);
    more();
  });
  const wanted = { ...takeAll, isCut: true, signal: signal() };
  const { bytes } = await get(new URL(at), wanted, { allowed: [host], resolve: nobody });
  expect(bytes).toHaveLength(1_000);
  await vi.waitFor(() => expect(isOpen).toBe(false), { timeout: 10_000 });
});

test.each<[string, RequestListener]>([
  ["never answers", () => undefined],
  [
    "says its head and no more",
    (_q, response) => void response.writeHead(200, { "content-type": "text/html" }).write("<title>"),
  ],
])("a server that %s is left when the time is over", async (_name, handler) => {
  const { at, host } = await serve(handler);
  const over = new AbortController();
  const wanted = { ...takeAll, isCut: true, signal: over.signal };
  const request = get(new URL(at), wanted, { allowed: [host], resolve: nobody });
  setTimeout(() => over.abort(), 100);
  await expect(request).rejects.toThrow("abort");
});
