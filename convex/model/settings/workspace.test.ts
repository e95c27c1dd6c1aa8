/** The name and the picture of the workspace. Files are put in by `run`, which the contract tests do not have. */
import { expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { DAY_MS } from "../../shared/time";
import { makeWorkspace, putUpload, refusal } from "../../testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;

const upload = async ({ t }: Workspace, type = "image/png", size = 10) =>
  await putUpload(t, new Uint8Array(size), type);

const filesOf = async ({ t }: Workspace) =>
  await t.run(async ({ db }) => (await db.system.query("_storage").collect()).map(({ _id }) => _id));
const log = async ({ t }: Workspace) =>
  await t.run(async ({ db }) => {
    const events = await db
      .query("events")
      .withIndex("by_subject", (q) => q.eq("subject", "workspace"))
      .collect();
    return events.map(({ noun, verb, actorId, changes }) => ({ noun, verb, actorId, changes }));
  });

test("an admin names the workspace and gives it a picture, for those who are not in yet as well; it is in the log", async () => {
  const workspace = await makeWorkspace();
  const { t, as, ana } = workspace;
  expect(await t.query(api.workspace.get, {})).toEqual({ name: "Tandem", hasLinkPreviews: true });

  const imageId = await upload(workspace);
  await as("Ana").mutation(api.workspace.update, { name: "  Acme\nLabs ", imageId });
  expect(await t.query(api.workspace.get, {})).toEqual({
    name: "Acme Labs",
    imageUrl: expect.stringMatching(/^https?:/) as string,
    hasLinkPreviews: true,
  });
  const changed = { noun: "settings", verb: "changed", actorId: ana };
  expect(await log(workspace)).toEqual([
    {
      ...changed,
      changes: [
        { field: "name", before: "Tandem", after: "Acme Labs" },
        { field: "imageId", after: imageId },
      ],
    },
  ]);

  await as("Ana").mutation(api.workspace.update, { name: "Acme Labs", imageId });
  await as("Ana").mutation(api.workspace.update, {});
  expect(await log(workspace)).toHaveLength(1);
  await as("Ana").mutation(api.workspace.update, { imageId: null });
  expect(await t.query(api.workspace.get, {})).toEqual({ name: "Acme Labs", hasLinkPreviews: true });
  expect(await filesOf(workspace)).toEqual([]);
});

test("link previews are on until an admin switches them off, which is in the log", async () => {
  const workspace = await makeWorkspace();
  const { t, as } = workspace;
  for (const hasLinkPreviews of [false, false, true]) {
    await as("Ana").mutation(api.workspace.update, { hasLinkPreviews });
    expect(await t.query(api.workspace.get, {})).toEqual({ name: "Tandem", hasLinkPreviews });
  }
  expect((await log(workspace)).map(({ changes }) => changes)).toEqual([
    [{ field: "hasLinkPreviews", after: false }],
    [{ field: "hasLinkPreviews", before: false }],
  ]);
});

test("a new picture takes the place of the former file", async () => {
  const workspace = await makeWorkspace();
  const { as } = workspace;
  await as("Ana").mutation(api.workspace.update, { imageId: await upload(workspace) });
  const imageId = await upload(workspace, "image/webp", LIMITS.imageBytes);
  await as("Ana").mutation(api.workspace.update, { imageId });
  expect(await filesOf(workspace)).toEqual([imageId]);
});

test("a name of nothing, one that is too long, and a file that is no small picture are refused and change nothing", async () => {
  const workspace = await makeWorkspace();
  const { t, as } = workspace;
  const longest = "x".repeat(LIMITS.workspaceName);
  const kept = await upload(workspace);
  await as("Ana").mutation(api.workspace.update, { name: longest, imageId: kept });
  const before = await t.query(api.workspace.get, {});

  const gone = await upload(workspace);
  await t.run(async ({ storage }) => await storage.delete(gone));
  const refused = [
    [{ name: " \u200B" }, "TEXT_EMPTY"],
    [{ name: `${longest}x` }, "TEXT_TOO_LONG"],
    [{ imageId: gone }, "NOT_FOUND"],
    [{ imageId: await upload(workspace, "image/svg+xml") }, "IMAGE_INVALID"],
    [{ imageId: await upload(workspace, "text/html") }, "IMAGE_INVALID"],
    [{ imageId: await upload(workspace, "image/png", LIMITS.imageBytes + 1) }, "IMAGE_INVALID"],
    [{ name: "Other", imageId: await upload(workspace, "image/gif") }, "IMAGE_INVALID"],
  ] as const;
  for (const [changes, code] of refused)
    await expect(as("Ana").mutation(api.workspace.update, changes)).rejects.toMatchObject(refusal(code));
  await expect(
    as("Ana").mutation(api.workspace.update, { imageId: workspace.general as string as Id<"_storage"> }),
  ).rejects.toThrow(/_storage|Validator error/);
  expect(await t.query(api.workspace.get, {})).toEqual(before);
  expect(await log(workspace)).toHaveLength(1);
  expect(await filesOf(workspace)).toContain(kept);
});

test("only admins change it", async () => {
  const workspace = await makeWorkspace();
  const { t, as } = workspace;
  for (const [caller, code] of [
    [as("Ben"), "FORBIDDEN"],
    [as("Max"), "NOT_SIGNED_IN"],
    [t, "NOT_SIGNED_IN"],
  ] as const) {
    await expect(caller.mutation(api.workspace.update, { name: "X" })).rejects.toMatchObject(refusal(code));
  }
  await as("Ana").mutation(api.workspace.update, { name: "X" });
  expect(await t.query(api.workspace.get, {})).toEqual({ name: "X", hasLinkPreviews: true });
});

test("an upload that became no picture is removed after a day; the picture stays", async () => {
  vi.useFakeTimers();
  try {
    const workspace = await makeWorkspace();
    const { t, as } = workspace;
    const imageId = await upload(workspace);
    await as("Ana").mutation(api.workspace.update, { imageId });
    await upload(workspace, "image/svg+xml");
    await t.mutation(internal.operator.cronRuns.cleanUp, {});
    expect(await filesOf(workspace)).toHaveLength(2);
    vi.setSystemTime(Date.now() + 2 * DAY_MS);
    await t.mutation(internal.operator.cronRuns.cleanUp, {});
    expect(await filesOf(workspace)).toEqual([imageId]);
  } finally {
    vi.useRealTimers();
  }
});

test("mails carry the name of the workspace in their subject", async () => {
  const { t, as } = await makeWorkspace();
  await as("Ana").mutation(api.workspace.update, { name: "Acme" });
  const link = { path: "/x#1", expiresAt: Date.now() + DAY_MS, invitedBy: "Ana" };
  for (const kind of ["invitation", "passwordReset"] as const)
    await t.mutation(internal.emails.sendLink, {
      ...link,
      kind,
      to: "kim@example.com",
      idempotencyKey: kind,
    });
  const { page } = await as("Ana").query(api.emails.list, {
    paginationOpts: { numItems: 10, cursor: null },
  });
  expect(page.map(({ subject }) => subject)).toEqual([
    "Choose a new password for Acme",
    "Ana invites you to Acme",
  ]);
});
