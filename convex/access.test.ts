import { getFunctionName, makeFunctionReference, type FunctionReference } from "convex/server";
import type { ValidatorJSON } from "convex/values";
import { expect, test } from "vitest";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { makeWorkspace } from "./testing.setup";
import { DAY_MS } from "./shared/time";

type Registered = {
  isPublic?: boolean;
  isQuery?: boolean;
  isMutation?: boolean;
  exportArgs: () => string;
  exportReturns: () => string;
};

const modules = import.meta.glob<Record<string, unknown>>(
  [
    "./*.ts",
    "./board/*.ts",
    "./chat/*.ts",
    "./filing/*.ts",
    "./inbox/*.ts",
    "./operator/*.ts",
    "!./**/*.*.ts",
  ],
  {
    eager: true,
  },
);

/** Every function that anybody on the network can name. */
const publicFunctions = Object.entries(modules).flatMap(([path, exports]) =>
  Object.entries(exports)
    .filter((entry): entry is [string, Registered] => (entry[1] as Registered | null)?.isPublic === true)
    .map(([name, registered]) => ({ name: `${path.slice("./".length, -".ts".length)}:${name}`, registered })),
);

/** Arguments that pass a validator, so that what refuses is the function. */
function sample(validator: ValidatorJSON, ids: Record<string, string>): unknown {
  switch (validator.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(validator.value)
          .filter(([, field]) => !field.optional)
          .map(([key, field]) => [key, sample(field.fieldType, ids)]),
      );
    case "union":
      return sample(validator.value[0]!, ids);
    case "id":
      return ids[validator.tableName];
    case "literal":
      return validator.value;
    case "array":
      return [];
    case "string":
      return "text";
    case "number":
      return 1;
    case "bigint":
      return 1n;
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      throw new Error(`No sample for a validator of type ${validator.type}.`);
  }
}

test("the walk over the modules finds the public functions", () => {
  const names = publicFunctions.map(({ name }) => name);
  expect(names).toContain(getFunctionName(api.messages.paginated));
  expect(names.length).toBeGreaterThan(30);
});

const argsOf = ({ exportArgs }: Registered) => JSON.parse(exportArgs()) as ValidatorJSON;

test.each(publicFunctions)("$name says what it takes and what it returns", ({ registered }) => {
  const returns = JSON.parse(registered.exportReturns()) as ValidatorJSON | null;
  expect(argsOf(registered).type).toBe("object");
  expect(returns).not.toBeNull();
  expect(JSON.stringify([registered.exportArgs(), returns])).not.toContain('"any"');
});

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;

/** An upload: over the network where there is a server, else put into the storage. */
async function upload({ t, as }: Pick<Workspace, "t" | "as">): Promise<Id<"_storage">> {
  const url = await as("Ana").mutation(api.files.generateUploadUrl, {});
  const isHere = new URL(url).hostname === "localhost";
  const answer = isHere ? await fetch(url, { method: "POST", body: "file" }).catch(() => null) : null;
  if (answer === null) return await t.run(async ({ storage }) => await storage.store(new Blob(["file"])));
  return ((await answer.json()) as { storageId: Id<"_storage"> }).storageId;
}

/** One thing of each kind, of a workspace to which Max does not belong. */
async function makeThings() {
  const { t, as, say, ana, general } = await makeWorkspace();
  const messages = await say("Ana", general, "Hello");
  const tasks = await as("Ana").mutation(api.tasks.create, { title: "Plan" });
  const emails = await t.mutation(internal.emails.sendLink, {
    kind: "passwordReset",
    to: "ana@example.com",
    path: "/reset-password#1",
    expiresAt: 1,
    invitedBy: "",
    idempotencyKey: "1",
  });
  const [providerEvents] = await t.mutation(internal.operator.providerEvents.receive, {
    source: "clerk",
    events: [{ eventId: "1", type: "user.updated" }],
  });
  await as("Ana").mutation(api.invitations.create, { email: "eve@example.com" });
  const storageId = await upload({ t, as });
  const files = await as("Ana").mutation(api.files.save, { storageId, name: "file", type: "text/plain" });
  const { create } = api.filing.folders;
  const folders = await as("Ana").mutation(create, { channelId: general, parentId: null, name: "Plans" });
  const draft = { channelId: general, folderId: folders, title: "Plan", text: "" };
  const notes = await as("Ana").mutation(api.filing.notes.create, draft);
  const bookmark = { channelId: general, url: "https://example.com", title: "Plans" };
  const bookmarks = await as("Ana").mutation(api.chat.bookmarks.add, bookmark);
  const label = { name: "Docs", colour: "blue" as const };
  const labels = await as("Ana").mutation(api.board.labels.add, label);
  const view = { name: "Mine", query: "", isShared: true };
  const boardViews = await as("Ana").mutation(api.board.views.save, view);
  const template = { taskId: tasks, name: "Plan", isForAll: true };
  const taskTemplates = await as("Ana").mutation(api.board.templates.save, template);
  const automation = {
    channelId: general,
    when: { kind: "created" as const },
    steps: [{ kind: "label" as const, tag: "new" }],
    timeZone: "UTC",
  };
  const automations = await as("Ana").mutation(api.board.automations.add, automation);
  const group = { handle: "design", name: "Design" };
  const groups = await as("Ana").mutation(api.chat.groups.create, group);
  const later = { channelId: general, text: "Later", sendAt: Date.now() + DAY_MS };
  const scheduledMessages = await as("Ana").mutation(api.messages.schedule, later);
  const at = Date.now() + DAY_MS;
  const reminders = await as("Ana").mutation(api.reminders.create, { taskId: tasks, at });
  const [invitation] = await as("Ana").query(api.invitations.list, {});
  const ids = {
    users: ana,
    channels: general,
    bookmarks,
    groups,
    labels,
    boardViews,
    taskTemplates,
    automations,
    messages,
    files,
    folders,
    notes,
    _storage: storageId,
    tasks,
    emails,
    providerEvents: providerEvents!,
    invitations: invitation!._id,
    scheduledMessages,
    reminders,
  };
  return { t, as, ids };
}

/** What strangers are told where they are not simply refused. */
const EXCEPTIONS: Record<string, unknown> = {
  "users:me": null,
  "emails:followLink": "LINK_INVALID",
  "workspace:get": { name: "Tandem", hasLinkPreviews: true },
};

// All refusals happen in one workspace: what is refused changes nothing in it.
test("every public function refuses a caller who is not signed in, or signed in but no member", async () => {
  const { t, as, ids } = await makeThings();
  const answers: Record<string, unknown> = {};
  const expected: Record<string, unknown> = {};
  for (const { name, registered } of publicFunctions) {
    const args = sample(argsOf(registered), ids) as Record<string, unknown>;
    const call = async (caller: Pick<typeof t, "query" | "mutation">) =>
      await (
        registered.isQuery
          ? caller.query(makeFunctionReference(name) as FunctionReference<"query">, args)
          : caller.mutation(makeFunctionReference(name) as FunctionReference<"mutation">, args)
      ).catch((error: { data?: { code?: string }; message: string }) => error.data?.code ?? error.message);
    const told = name in EXCEPTIONS ? EXCEPTIONS[name] : "NOT_SIGNED_IN";
    expected[name] = [told, name === "users:ensure" ? "may join" : told];
    answers[name] = [await call(t), name === "users:ensure" ? "may join" : await call(as("Max"))];
  }
  expect(answers).toEqual(expected);
});

test("a missing thing and a forbidden one give the same error", async () => {
  const { as, say, hiring } = await makeWorkspace();
  const messageId = await say("Ana", hiring, "Secret");
  const failure = async (name: "Ana" | "Zoe") =>
    await as(name)
      .query(api.messages.get, { messageId })
      .catch((error: { data: unknown }) => error.data);

  const forbidden = await failure("Zoe");
  await as("Ana").mutation(api.messages.remove, { messageId });
  expect(await failure("Ana")).toEqual(forbidden);
});
