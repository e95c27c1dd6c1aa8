/**
 * A push service on loopback with one browser for each address: it checks what a real one would, and decrypts what the
 * browser would. It takes what comes, or does as a test says.
 */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";
import { importJWK, jwtVerify } from "jose";
import type { PushData } from "../../convex/shared/push/pushData.ts";

/** `lose` takes a push and ends the connection instead of an answer, `hang` never answers. */
export type Verdict = "take" | "lose" | "hang" | { status: number; headers?: Record<string, string> };
export type Taken = { path: string; headers: IncomingHttpHeaders; data: PushData; bytes: number };
type Browser = { ecdh: ReturnType<typeof createECDH>; auth: Buffer };

export type PushService = Awaited<ReturnType<typeof startPushService>>;

export async function startPushService() {
  const browsers = new Map<string, Browser>();
  let count = 0;
  const service = {
    taken: [] as Taken[],
    /** What was wrong with requests: a test ends with none. */
    problems: [] as string[],
    decide: (_push: { path: string; count: number }): Verdict => "take",
    onTaken: () => {},
    host: "",
    /** The public key that browsers subscribe with; checked once it is set. */
    key: undefined as string | undefined,
    /** What a new browser gives to the app. */
    browser: (path: string) => newBrowser(browsers, service.host, path),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { url: path = "", headers, method } = request;
    const body = await buffer(request);
    const browser = browsers.get(path);
    if (method !== "POST" || !browser) return void response.writeHead(404).end();
    await checkSigned(headers, `http://${service.host}`, service.key);
    const data = JSON.parse(decrypt(body, browser).toString()) as PushData;
    const verdict = service.decide({ path, count: count++ });
    if (verdict === "hang") return;
    if (typeof verdict === "object") return void response.writeHead(verdict.status, verdict.headers).end();
    service.taken.push({ path, headers, data, bytes: body.length });
    service.onTaken();
    if (verdict === "lose") request.socket.destroy();
    else response.writeHead(201).end();
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: Error) => {
      service.problems.push(error.message);
      response.writeHead(400).end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  service.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return service;
}

/** A browser with keys of its own, as it tells the app. */
function newBrowser(browsers: Map<string, Browser>, host: string, path: string) {
  const ecdh = createECDH("prime256v1");
  ecdh.generateKeys();
  const auth = randomBytes(16);
  browsers.set(path, { ecdh, auth });
  return {
    endpoint: `http://${host}${path}`,
    p256dh: ecdh.getPublicKey("base64url"),
    auth: auth.toString("base64url"),
    device: "Chrome on Linux",
  };
}

/** RFC 8292: signed by the key that the browser subscribed with, for this service, for a day at most. */
async function checkSigned(
  headers: IncomingHttpHeaders,
  origin: string,
  wanted: string | undefined,
): Promise<void> {
  const [, token = "", key = ""] = /^vapid t=([^,]+), k=([\w-]+)$/.exec(headers.authorization ?? "") ?? [];
  if (wanted !== undefined && key !== wanted) throw new Error(`signed by ${key}`);
  const point = Buffer.from(key, "base64url");
  if (point.length !== 65 || point[0] !== 4) throw new Error(`${key} is no point`);
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
  const publicKey = await importJWK({ kty: "EC", crv: "P-256", x: x!, y: y! }, "ES256");
  const { payload } = await jwtVerify(token, publicKey, { audience: origin, algorithms: ["ES256"] });
  const left = payload.exp! - Date.now() / 1_000;
  if (left <= 0 || left > 86_400) throw new Error(`signed for ${left} s`);
  if (!/^(mailto:|https?:)/.test(payload.sub ?? "")) throw new Error(`signed by ${payload.sub}`);
}

/** RFC 8291 with RFC 8188's aes128gcm, of one record. */
function decrypt(body: Buffer, { ecdh, auth }: Browser): Buffer {
  if (body.length > 4_096) throw new Error(`${body.length} bytes`);
  const [salt, idLength] = [body.subarray(0, 16), body[20]!];
  const sender = body.subarray(21, 21 + idLength);
  const sealed = body.subarray(21 + idLength);
  const derive = (key: Buffer, saltedBy: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync("sha256", key, saltedBy, info, length));
  const keyInfo = Buffer.concat([Buffer.from("WebPush: info\0"), ecdh.getPublicKey(), sender]);
  const secret = derive(ecdh.computeSecret(sender), auth, keyInfo, 32);
  const key = derive(secret, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = derive(secret, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
  const decipher = createDecipheriv("aes-128-gcm", key, nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  const end = padded.lastIndexOf(2);
  if (end === -1 || padded.subarray(end + 1).some((byte) => byte !== 0))
    throw new Error("no end of the record");
  return padded.subarray(0, end);
}
