/**
 * `npm run seed`: fills an empty, running workspace with eight people, their channels, two thousand
 * messages of sixty days, a board of sixty tasks, and a few notes.
 *
 *   --url http://localhost:3000    where Tandem runs
 *   --data ./data                  its data folder, for the admin key
 */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "./config.ts";
import { PERIOD_DAYS, planMessages } from "./demo/plan.ts";
import { Random } from "./demo/random.ts";
import { hasPeople, SeedError } from "./demo/signUp.ts";
import { TASKS } from "./demo/tasks.ts";
import { DemoWorkspace } from "./demo/workspace.ts";

const MESSAGES = 2_000;
const SEED = 7;

try {
  const config = readConfig();
  const { values } = parseArgs({ options: { url: { type: "string" }, data: { type: "string" } } });
  const url = (values.url ?? `http://localhost:${config.port}`).replace(/\/$/, "");
  const dataDir = values.data === undefined ? config.dataDir : resolve(values.data);
  if (await hasPeople(url)) {
    throw new SeedError(
      "The workspace has people already. Stop Tandem, empty it with `npm run reset`, start it again.",
    );
  }
  await seed(url, readAdminKey(dataDir));
} catch (error) {
  console.error(error instanceof SeedError ? error.message : error);
  process.exitCode = 1;
}

function readAdminKey(dataDir: string): string {
  const path = join(dataDir, "admin-key");
  if (!existsSync(path))
    throw new SeedError(`${path} is missing: say with --data where Tandem keeps its data.`);
  return readFileSync(path, "utf8").trim();
}

async function seed(url: string, adminKey: string): Promise<void> {
  const now = new Date();
  const workspace = new DemoWorkspace(url);
  const password = randomBytes(9).toString("base64url");

  const emails = await workspace.arrive(password);
  console.log(`${emails.length} people have come in.`);
  await workspace.makeChannels();
  await workspace.makeTasks(now);
  await workspace.writeNotes();
  console.log(`The channels and ${TASKS.length} tasks are there.`);

  const messages = planMessages(new Random(SEED), MESSAGES, now.getTime());
  for (const [index, message] of messages.entries()) {
    await workspace.say(message);
    if ((index + 1) % 250 === 0) console.log(`${index + 1} of ${messages.length} messages`);
  }
  await workspace.backdate(adminKey);
  await workspace.read();

  console.log(`\nThe workspace is ready at ${url}, ${PERIOD_DAYS} days old. Sign in as any of`);
  for (const email of emails) console.log(`  ${email}`);
  console.log(`with the password made for this run: ${password}`);
}
