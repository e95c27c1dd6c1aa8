import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { Origins } from "./origins.ts";

const request = (host: string, origin?: string) => ({ headers: { host, origin } }) as IncomingMessage;
const local = new Origins({ publicUrl: null, allowedOrigins: [] });
const proxied = new Origins({ publicUrl: "https://chat.example.org", allowedOrigins: ["http://dev:5173"] });

test("[ID7] [HT4] a page is the server's own under the public address, whatever host a proxy writes", () => {
  expect(proxied.isOwnPage(request("127.0.0.1:3000", "https://chat.example.org"))).toBe(true);
  expect(proxied.isOwnPage(request("127.0.0.1:3000", "http://dev:5173"))).toBe(true);
  expect(proxied.isOwnPage(request("127.0.0.1:3000", "https://evil.example.org"))).toBe(false);
});

test("[ID7] [HT4] the public host counts with its own scheme only", () => {
  expect(proxied.isOwnPage(request("chat.example.org", "https://chat.example.org"))).toBe(true);
  expect(proxied.isOwnPage(request("chat.example.org", "http://chat.example.org"))).toBe(false);
});

test("[ID7] [HT4] without a public address a page is the server's own where the request names its host", () => {
  expect(local.isOwnPage(request("10.0.0.5:3000", "http://10.0.0.5:3000"))).toBe(true);
  expect(local.isOwnPage(request("10.0.0.5:3000", "http://10.0.0.6:3000"))).toBe(false);
  expect(local.isOwnPage(request("10.0.0.5:3000", "null"))).toBe(false);
  expect(local.isOwnPage(request("10.0.0.5:3000"))).toBe(true);
});

test("[ID12] a stranger's name that leads here is not this server", () => {
  for (const host of ["localhost:3000", "127.0.0.1", "[::1]:3000", "box", "box.local:1", "chat.example.org"])
    expect(proxied.isOwnHost(request(host)), host).toBe(true);
  for (const host of ["rebound.evil.example:3000", "a@box", "", "127.0.0.1.evil.example"])
    expect(proxied.isOwnHost(request(host)), host).toBe(false);
});
