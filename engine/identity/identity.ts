import type { IncomingMessage } from "node:http";
import type { World } from "../lib/world.ts";
import type { IdentityRoutes } from "../http/server.ts";
import type { OwnIssuer } from "./tokens.ts";

export type IdentityOptions = { dataDir: string; world: World; publicUrl: string | null; clientAddress(request: IncomingMessage): string };
export type Identity = { issuer: OwnIssuer; serve: IdentityRoutes; onSessionEnded(listener: (sessionId: string) => void): void; close(): void };
export async function openIdentity(_options: IdentityOptions): Promise<Identity> {
  throw new Error("soon");
}
