import { httpRouter } from "convex/server";
import type { Infer } from "convex/values";
import { internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { httpAction, type ActionCtx } from "./_generated/server";
import { siteUrl, webhookKey, webhookSettings } from "./model/env";
import * as Door from "./model/files/door";
import type { providerEvent } from "./model/providers/providerEventContent";
import { clerkEvent, resendEvents, sendgridEvents } from "./model/providers/payloads";
import { isSignedBySendgrid, svixEventId } from "./model/providers/signatures";
import { LIMITS } from "./shared/limits";
import {
  PROVIDER_EVENT_SOURCES,
  type ProviderEventSource,
  type ProviderEventState,
} from "./shared/providerEvents";

const http = httpRouter();

/** One-click unsubscribing (RFC 8058): mail programs post here by themselves. */
http.route({
  path: "/unsubscribe",
  method: "POST",
  handler: httpAction(async (ctx, request) => {
    const token = new URL(request.url).searchParams.get("token") ?? "";
    const isDone = await ctx.runMutation(internal.emails.unsubscribe, { token }).catch(() => false);
    return new Response(null, { status: isDone ? 204 : 400 });
  }),
});

/** A person who opens the same address gets the page that asks nothing and does it. */
http.route({
  path: "/unsubscribe",
  method: "GET",
  handler: httpAction(async (_ctx, request) => {
    const token = new URL(request.url).searchParams.get("token") ?? "";
    const location = `${siteUrl()}/mail-link#${encodeURIComponent(token)}`;
    return new Response(null, { status: 302, headers: { location, "referrer-policy": "no-referrer" } });
  }),
});

/** Files, to those who may read them at this moment. */
http.route({
  pathPrefix: "/files/",
  method: "GET",
  handler: httpAction(async (ctx, request) => {
    const { pathname, searchParams } = new URL(request.url);
    const fileId = pathname.split("/").at(-1) ?? "";
    const part = searchParams.has("preview") ? "preview" : "file";
    const pass = searchParams.get("pass") ?? "";
    const messageId = searchParams.get("message") ?? undefined;
    const found = await ctx.runQuery(internal.files.opened, { fileId, pass, part, messageId });
    if (!found) return Door.missing();
    const file = { ...found, tag: `"${found.storageId}"` };
    const range = Door.partOf(request.headers.get("range"), file.size);
    const short = Door.shortAnswer(file, range, request.headers.get("if-none-match"));
    if (short || range === null || range === "tooLarge") return short ?? Door.missing();
    const head = Door.headOf(file, range, searchParams.has("download"));
    const body = await bytesOf(ctx, file, range);
    return body === null ? Door.missing() : new Response(body, head);
  }),
});

/** Where an action may hold all of a file, the file; of a larger one what is asked for, by the storage's own address. */
async function bytesOf(
  { storage }: Pick<ActionCtx, "storage">,
  { storageId, size }: { storageId: Id<"_storage">; size: number },
  range: Door.Part | "whole",
): Promise<Blob | ReadableStream | null> {
  if (range === "whole" || size <= LIMITS.filePart) {
    const whole = await storage.get(storageId);
    return whole && range !== "whole" ? whole.slice(range.start, range.end + 1) : whole;
  }
  const url = await storage.getUrl(storageId);
  const headers = { range: `bytes=${range.start}-${range.end}` };
  const answer = url && (await fetch(url, { headers }).catch(() => null));
  if (answer && answer.status === 206) return answer.body;
  // A deployment that cannot reach itself by its public address.
  return (await storage.get(storageId))?.slice(range.start, range.end + 1) ?? null;
}

/** What providers tell by themselves. Any answer but a 2xx makes them try again later. */
for (const source of PROVIDER_EVENT_SOURCES) {
  http.route({
    path: `/webhooks/${source}`,
    method: "POST",
    handler: httpAction(async (ctx, request) => {
      const key = webhookKey(source);
      if (key === undefined) return new Response(`${webhookSettings[source]} is not set.`, { status: 503 });
      const body = await boundedText(request);
      if (body === null) return new Response("Too large.", { status: 413 });
      const events = signedEvents(source, key, request.headers, body);
      if (events === null) return new Response("Not signed by the provider.", { status: 401 });
      if (events === "malformed") return new Response("Not what the provider posts.", { status: 400 });
      const states = new Set<ProviderEventState>();
      for (let i = 0; i < events.length; i += LIMITS.webhookEvents) {
        const some = events.slice(i, i + LIMITS.webhookEvents);
        const ids = await ctx.runMutation(internal.operator.providerEvents.receive, { source, events: some });
        for (const id of ids)
          states.add(await ctx.runMutation(internal.operator.providerEvents.settle, { id }));
      }
      return new Response(null, { status: states.has("failed") ? 500 : 204 });
    }),
  });
}

/** Null for a body that is longer than any event, whatever its header says. */
async function boundedText(request: Request): Promise<string | null> {
  if (Number(request.headers.get("content-length") ?? 0) > LIMITS.webhookBytes) return null;
  const body = await request.text();
  return body.length > LIMITS.webhookBytes ? null : body;
}

type Events = Infer<typeof providerEvent>[];

/** Null for what the provider did not sign. */
function signedEvents(
  source: ProviderEventSource,
  key: string,
  headers: Headers,
  body: string,
): Events | null | "malformed" {
  const eventId = source === "sendgrid" ? "" : svixEventId(key, headers, body);
  if (eventId === null) return null;
  if (source === "sendgrid" && !isSignedBySendgrid(key, headers, body, Date.now())) return null;
  try {
    switch (source) {
      case "clerk":
        return [clerkEvent(eventId, body)];
      case "resend":
        return resendEvents(eventId, body);
      case "sendgrid":
        return sendgridEvents(body);
      default:
        return source satisfies never;
    }
  } catch {
    return "malformed";
  }
}

export default http;
