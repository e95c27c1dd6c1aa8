/** A workspace to search in: few words are common and most are rare, and a third of what is said is private. */
import { generateNKeysBetween } from "fractional-indexing";
import type { Id } from "../../convex/_generated/dataModel.js";
import { seededRandom } from "../../engine/lib/world.ts";
import { StoreWriter } from "../storeWriter.ts";

export type Sizes = { messages: number; tasks: number };

const PEOPLE = 1_000;
const PUBLIC = 300;
/** Private channels of the first person, and those that they are not in. */
const OWN = 200;
const HIDDEN = 200;
const WORDS = 20_000;
const LENGTH = 12;
const YEARS_MS = 3 * 365 * 86_400_000;

type Channel = { id: Id<"channels">; audience: Id<"channels"> | "workspace"; isHidden: boolean };

export function fillSearched(dataDir: string, issuer: string, { messages, tasks }: Sizes): void {
  const writer = new StoreWriter(dataDir);
  const random = seededRandom(messages);
  const people = fillPeople(writer, issuer);
  const channels = fillChannels(writer, people);
  const start = Date.now() - YEARS_MS;
  const words = () => Array.from({ length: LENGTH }, () => `w${Math.floor(WORDS ** random()) - 1}`);
  const someone = () => people[Math.floor(random() ** 3 * people.length)]!;
  for (let i = 0; i < messages; i++) {
    const channel = channels[Math.floor(random() * channels.length)]!;
    const said = [...words(), ...(channel.isHidden ? ["hidden"] : [])];
    const hasLink = i % 20 === 0;
    const text = `${said.join(" ")}${hasLink ? " https://example.com" : ""}`;
    const sentAt = start + Math.floor((i / messages) * YEARS_MS);
    const message = { channelId: channel.id, authorId: someone(), text, sentAt, mentions: [] };
    const { id } = writer.write("messages", { ...message, commitTs: writer.nextTs() });
    const terms = ["qxall", ...(hasLink ? ["qxlink", "https", "example", "com"] : []), ...new Set(said)];
    enter(writer, channel, { kind: "message", subject: id, by: message.authorId, at: sentAt, terms });
  }
  const ranks = generateNKeysBetween(null, null, tasks);
  for (let i = 0; i < tasks; i++) {
    const channel = channels[Math.floor(random() * channels.length)]!;
    const title = words().slice(0, 6).join(" ");
    const [createdBy, assigneeId] = [someone(), someone()];
    const status = i % 5 === 0 ? ("todo" as const) : ("done" as const);
    const row = { number: i + 1, title, status, rank: ranks[i]!, tags: [], createdBy, assigneeId };
    const place = { channelId: channel.id, audience: channel.audience };
    const { id } = writer.write("tasks", { ...row, ...place, categorySource: "rules" });
    const told = [status === "done" ? "qxdone" : "qxopen", `qxfor${assigneeId.slice(-24)}`];
    const terms = ["qxall", ...told, "t", String(i + 1), ...new Set(title.split(" "))];
    enter(writer, channel, { kind: "task", subject: id, by: createdBy, at: Date.now(), terms });
  }
  writer.close();
}

type Entered = { kind: "message" | "task"; subject: string; by: Id<"users">; at: number; terms: string[] };

function enter(writer: StoreWriter, { id, audience }: Channel, { by, terms, ...entry }: Entered): void {
  const place = {
    audience,
    channelId: id,
    authorId: by,
    month: new Date(entry.at).toISOString().slice(0, 7),
  };
  writer.write("searchEntries", { ...entry, ...place, terms: terms.join(" "), isPart: false });
}

function fillPeople(writer: StoreWriter, issuer: string): Id<"users">[] {
  return Array.from({ length: PEOPLE }, (_, i) => {
    const name = `Person ${i}`;
    const standing = { role: "member" as const, isDeactivated: false };
    const row = { tokenIdentifier: `${issuer}|person-${i}`, name, nameKey: name.toLowerCase(), ...standing };
    return writer.write("users", row).id;
  });
}

function fillChannels(writer: StoreWriter, people: readonly Id<"users">[]): Channel[] {
  const joined = { joinedAt: 1, isDeactivated: false };
  return Array.from({ length: PUBLIC + OWN + HIDDEN }, (_, i): Channel => {
    const kind = i < PUBLIC ? ("public" as const) : ("private" as const);
    const name = kind === "public" ? `public-${i}` : `private-${i - PUBLIC}`;
    const row = { name, kind, description: "", createdBy: people[0]!, isArchived: false };
    const { id } = writer.write("channels", row);
    const isHidden = i >= PUBLIC + OWN;
    writer.write("memberships", { channelId: id, userId: people[isHidden ? 1 : 0]!, ...joined });
    return { id, audience: kind === "public" ? "workspace" : id, isHidden };
  });
}
