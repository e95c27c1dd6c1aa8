/// <reference types="vite/client" />
/**
 * A workspace of named people for tests. The one importer of `convex-test`: alias that package to
 * another implementation of its API, and every suite beside it runs there.
 */
import { convexTest } from "convex-test";
import { encode } from "fast-png";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import schema from "./schema";
import type { ErrorCode } from "./shared/errors";
import { TASK_STATUSES } from "./shared/tasks";

/** Without the tests themselves: a deployment has none either. */
const modules = import.meta.glob(["./**/*.{ts,js}", "!./**/*.*.ts"]);
const generated = import.meta.glob("./_generated/*.js");

export const firstPage = { numItems: 10, cursor: null };

export function openDeployment() {
  return convexTest({ schema, modules: { ...modules, ...generated } });
}

/** What the embedded sign-in says of a person. The same name is the same person. */
export function identityOf(name: string) {
  const issuer = "https://tests.embedded.invalid";
  return { name, email: `${name.toLowerCase()}@example.com`, subject: name, issuer };
}

type Reader = Pick<ReturnType<typeof openDeployment>, "query">;

/** Everybody of a small workspace as a colleague sees them, those who left included. */
export async function everybody(reader: Reader) {
  const pages = [false, true].map(
    async (isDeactivated) =>
      await reader.query(api.users.list, { isDeactivated, paginationOpts: { numItems: 100, cursor: null } }),
  );
  return (await Promise.all(pages)).flatMap(({ page }) => page);
}

/** The people of a small channel, those who left the workspace included. */
export async function membersOf(reader: Reader, channelId: Id<"channels">) {
  const paginationOpts = { numItems: 100, cursor: null };
  return (await reader.query(api.channels.members, { channelId, paginationOpts })).page;
}

/** The cards of a small board, of a channel or of all that the reader may see, column by column. */
export async function boardOf(reader: Reader, place: { channelId?: Id<"channels"> } = {}) {
  const paginationOpts = { numItems: 100, cursor: null };
  const columns = TASK_STATUSES.map(
    async (status) => await reader.query(api.tasks.column, { ...place, status, paginationOpts }),
  );
  return (await Promise.all(columns)).flatMap(({ page }) => page);
}

/** An upload. The mock keeps no type, so it gets it afterwards. Needs a `run` that knows all of the database. */
export async function putUpload(
  { run }: Pick<ReturnType<typeof openDeployment>, "run">,
  content: Uint8Array<ArrayBuffer>,
  type: string,
): Promise<Id<"_storage">> {
  return await run(async ({ db, storage }) => {
    const id = await storage.store(new Blob([content], { type }));
    const file = await db.system.get("_storage", id);
    if (file?.contentType === undefined) await db.patch(id as never, { contentType: type } as never);
    return id;
  });
}

/** A PNG of one colour. */
export function png(width: number, height = width): Uint8Array<ArrayBuffer> {
  return new Uint8Array(encode({ width, height, data: new Uint8Array(width * height * 3), channels: 3 }));
}

/** For `rejects.toMatchObject`: the error a person gets. */
export function refusal(code: ErrorCode) {
  return { data: { code } };
}

type Deployment = ReturnType<typeof openDeployment>;

function peopleOf(t: Deployment) {
  const as = (name: "Ana" | "Ben" | "Zoe" | "Max") => t.withIdentity(identityOf(name));
  const say = async (name: "Ana" | "Ben" | "Zoe", channelId: Id<"channels">, text: string) =>
    await as(name).mutation(api.messages.create, { channelId, text });
  return { t, as, say };
}

/**
 * Ana (the admin), Ben and Zoe are members and in #general. Ana made the private #hiring and brought
 * Ben; Zoe is its outsider. Signed-in Max never became a member.
 */
export async function makeWorkspace() {
  const people = peopleOf(openDeployment());
  const { as } = people;
  const ana = await as("Ana").mutation(api.users.ensure, {});
  const ben = await as("Ben").mutation(api.users.ensure, {});
  const zoe = await as("Zoe").mutation(api.users.ensure, {});
  const { page } = await as("Ana").query(api.channels.browse, { paginationOpts: firstPage });
  const general = page[0]!._id;
  const hiring = await as("Ana").mutation(api.channels.create, { name: "hiring", isPrivate: true });
  await as("Ana").mutation(api.channels.addMember, { channelId: hiring, userId: ben });
  return { ...people, ana, ben, zoe, general, hiring };
}

/** Gives out workspaces that are alike: copies of one, where deployments can be copied. On the mock each is made anew. */
export function copiesOf<W extends Awaited<ReturnType<typeof makeWorkspace>>>(make: () => Promise<W>) {
  let original: W | undefined;
  return async (): Promise<W> => {
    const workspace = (original ??= await make());
    if (!("copy" in workspace.t)) {
      original = undefined;
      return workspace;
    }
    const copy = workspace.t.copy as () => Promise<Deployment>;
    return { ...workspace, ...peopleOf(await copy()) };
  };
}
