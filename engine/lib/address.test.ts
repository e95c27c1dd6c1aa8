import { expect, test } from "vitest";
import { directUrl, localUrl } from "./address.ts";

test("[EN6] programs of this machine reach the server at the address where it listens", () => {
  for (const [host, direct, local] of [
    ["127.0.0.1", "http://127.0.0.1:3000", "http://localhost:3000"],
    ["0.0.0.0", "http://127.0.0.1:3000", "http://localhost:3000"],
    ["::", "http://[::1]:3000", "http://localhost:3000"],
    ["::1", "http://[::1]:3000", "http://localhost:3000"],
    ["192.168.1.20", "http://192.168.1.20:3000", "http://192.168.1.20:3000"],
    ["fd00::20", "http://[fd00::20]:3000", "http://[fd00::20]:3000"],
    ["chat.lan", "http://chat.lan:3000", "http://chat.lan:3000"],
  ] as const)
    expect([directUrl(host, 3000), localUrl(host, 3000)], host).toEqual([direct, local]);
});
