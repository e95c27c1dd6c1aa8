import { beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { makeWorkspace, refusal } from "../testing.setup";
import { RATES } from "./rateLimits";

beforeEach(() => {
  vi.stubEnv("RATE_LIMITS", "");
  vi.useFakeTimers({ toFake: ["Date"] });
  return () => {
    vi.unstubAllEnvs();
    vi.useRealTimers();
  };
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const tooFast = (retryAfterS: number) => ({ data: { code: "TOO_FAST", retryAfterS } });

async function makeHasty() {
  const workspace = await makeWorkspace();
  const { as, general: channelId } = workspace;
  const send = async (name: "Ana" | "Ben" = "Ben", clientId?: string) =>
    await as(name).mutation(api.messages.create, { channelId, text: "Hello", ...(clientId && { clientId }) });
  return { ...workspace, send };
}

describe("who is very fast", () => {
  test("is told how long to wait, and then goes on", async () => {
    const { send } = await makeHasty();
    for (let i = 0; i < RATES.send.burst; i++) await send();
    await expect(send()).rejects.toMatchObject(tooFast(1));
    later(999);
    await expect(send()).rejects.toMatchObject(tooFast(1));
    later(1);
    await send();
    await expect(send()).rejects.toMatchObject(tooFast(1));
    later(3_600_000);
    for (let i = 0; i < RATES.send.burst; i++) await send();
    await expect(send()).rejects.toMatchObject(tooFast(1));
  });

  test("keeps nobody else back, nor what they do besides", async () => {
    const { as, send } = await makeHasty();
    for (let i = 0; i < RATES.send.burst; i++) await send();
    const messageId = await send("Ana");
    const react = as("Ben").mutation(api.messages.addReaction, { messageId, emoji: "🎉" });
    await expect(react).resolves.toBeNull();
  });

  test("may repeat what was sent already: it is one message", async () => {
    const { send } = await makeHasty();
    const first = await send("Ben", "one");
    for (let i = 1; i < RATES.send.burst; i++) await send();
    await expect(send()).rejects.toMatchObject(refusal("TOO_FAST"));
    expect(await send("Ben", "one")).toBe(first);
  });

  test("is not stopped by a clock that goes back", async () => {
    const { send } = await makeHasty();
    await send();
    later(-3_600_000);
    await expect(send()).resolves.toBeTruthy();
  });

  test("reacts, uploads and invites within bounds of their own", async () => {
    const { as, ben, zoe, send } = await makeHasty();
    const messageId = await send("Ana");
    for (let i = 0; i < RATES.react.burst; i++)
      await as("Ben").mutation(api.messages[i % 2 === 0 ? "addReaction" : "removeReaction"], {
        messageId,
        emoji: "🎉",
      });
    for (let i = 0; i < RATES.upload.burst; i++) await as("Ben").mutation(api.files.generateUploadUrl, {});
    await expect(as("Ben").mutation(api.files.generateUploadUrl, {})).rejects.toMatchObject(
      refusal("TOO_FAST"),
    );
    const channelId = await as("Ana").mutation(api.channels.create, { name: "x" });
    // Ana has brought Ben into #hiring.
    for (let i = 1; i < RATES.invite.burst; i++) {
      await as("Ana").mutation(api.channels.addMember, { channelId, userId: [ben, zoe][i % 2]! });
      later(1);
    }
    await expect(
      as("Ana").mutation(api.channels.addMember, { channelId, userId: ben }),
    ).rejects.toMatchObject(refusal("TOO_FAST"));
  });

  test("is not kept back where the setting is off", async () => {
    vi.stubEnv("RATE_LIMITS", "off");
    const { send } = await makeHasty();
    for (let i = 0; i < RATES.send.burst + 5; i++) await send();
    await expect(send()).resolves.toBeTruthy();
  });
});
