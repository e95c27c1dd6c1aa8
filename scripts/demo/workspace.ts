/** Carries the plan out: the eight people do everything themselves, through the public functions. */
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel";
import { mentionToken } from "../../convex/shared/mentions.ts";
import { FOLDERS, NOTES, NOTES_CHANNEL } from "./notes.ts";
import { CHANNELS, DIRECTS, everybody, PEOPLE, type Person } from "./people.ts";
import type { PlannedMessage } from "./plan.ts";
import { invite, signUp, type Account } from "./signUp.ts";
import { boardDays, spentOn, type BoardDay, type Held } from "./boardDays.ts";
import { LABELS } from "./labels.ts";
import { TASKS } from "./tasks.ts";

type Sent = { messageId: Id<"messages">; sentAt: number };
type Moved = { taskId: Id<"tasks">; movedAt: number; startedAt: number };

const backdate = makeFunctionReference<"mutation", { messages?: Sent[]; tasks?: Moved[]; days?: BoardDay[] }>(
  "operator/demo:backdate",
);
const BACKDATED_AT_ONCE = 250;
const UNREAD_OF_ANA = { launch: 3, support: 6, "ana+ben": 2 };

export class DemoWorkspace {
  readonly #url: string;
  readonly #clients = new Map<Person, ConvexHttpClient>();
  readonly #userIds = new Map<Person, Id<"users">>();
  readonly #channelIds = new Map<string, Id<"channels">>();
  readonly #messageIds = new Map<PlannedMessage, Id<"messages">>();
  readonly #moved: Moved[] = [];
  readonly #held: Held[] = [];

  constructor(url: string) {
    this.#url = url;
  }

  /** The first to come is the admin and invites the others. Answers their e-mail addresses. */
  async arrive(password: string): Promise<string[]> {
    const accounts: Account[] = [];
    for (const person of everybody) {
      const [admin] = accounts;
      const account = await signUp(this.#url, {
        name: PEOPLE[person],
        email: `${person}@tandem.example`,
        password,
        ...(admin && { inviteToken: await invite(this.#url, admin) }),
      });
      accounts.push(account);
      const client = new ConvexHttpClient(this.#url, { auth: account.token, logger: false });
      this.#clients.set(person, client);
      this.#userIds.set(person, await client.mutation(api.users.ensure, {}));
    }
    return accounts.map(({ email }) => email);
  }

  async makeChannels(): Promise<void> {
    const [general, ...others] = CHANNELS;
    const [existing] = await this.#as("ana").query(api.channels.list, {});
    this.#channelIds.set(general!.name, existing!._id);
    for (const { name, isPrivate = false, description, members } of others) {
      const [founder, ...rest] = members;
      const channelId = await this.#as(founder!).mutation(api.channels.create, {
        name,
        isPrivate,
        description,
      });
      this.#channelIds.set(name, channelId);
      for (const person of rest) {
        await this.#as(founder!).mutation(api.channels.addMember, { channelId, userId: this.#idOf(person) });
      }
    }
    for (const [name, [opener, ...others]] of Object.entries(DIRECTS)) {
      const userIds = others.map((person) => this.#idOf(person));
      this.#channelIds.set(name, await this.#as(opener!).mutation(api.channels.openDirect, { userIds }));
    }
  }

  /** Due dates are days from `today`, the start of a day. */
  async makeTasks(today: Date): Promise<void> {
    const dayAt = (days: number, hour = 0) =>
      new Date(today.getFullYear(), today.getMonth(), today.getDate() + days, hour).getTime();
    for (const { by, ...label } of LABELS) await this.#as(by).mutation(api.board.labels.add, label);
    for (const task of TASKS) {
      const {
        title,
        description,
        status,
        by,
        to,
        helpers = [],
        due,
        estimate,
        priority,
        tags,
        channel,
        begun = 2,
        blocked,
      } = task;
      const taskId = await this.#as(by).mutation(api.tasks.create, {
        title,
        status,
        ...(description && { description }),
        ...(to && { assigneeId: this.#idOf(to) }),
        ...(due !== undefined && {
          dueDate: Date.UTC(today.getFullYear(), today.getMonth(), today.getDate() + due),
        }),
        ...(estimate && { estimate }),
        ...(priority && { priority }),
        ...(tags && { tags }),
        ...(channel && { channelId: this.#channelId(channel) }),
      });
      for (const helper of helpers) {
        const help = { taskId, userId: this.#idOf(helper), isHelping: true };
        await this.#as(by).mutation(api.board.taskHelpers.set, help);
      }
      if (blocked) await this.#as(by).mutation(api.tasks.update, { taskId, blockedReason: blocked });
      const startedAt = dayAt(status === "done" ? (due ?? -1) - spentOn(title) : -begun, 9);
      const doneAt = status === "done" ? dayAt(due ?? -1, 14) : undefined;
      if (status !== "todo") this.#moved.push({ taskId, movedAt: doneAt ?? startedAt, startedAt });
      if (channel)
        this.#held.push({
          channelId: this.#channelId(channel),
          ...(status !== "todo" && { startedAt }),
          ...(doneAt !== undefined && { doneAt }),
        });
    }
  }

  async writeNotes(): Promise<void> {
    const channelId = this.#channelId(NOTES_CHANNEL);
    const { folders, notes } = api.filing;
    const folderIds = new Map<string, Id<"folders">>();
    for (const { name, by } of FOLDERS)
      folderIds.set(name, await this.#as(by).mutation(folders.create, { channelId, parentId: null, name }));
    for (const { title, folder = "", by, text, later } of NOTES) {
      const draft = { channelId, folderId: folderIds.get(folder) ?? null, title, text };
      const noteId = await this.#as(by).mutation(notes.create, draft);
      if (later) await this.#as(later.by).mutation(notes.save, { noteId, revision: 1, text: later.text });
    }
  }

  /** To be called in the order of time, which becomes the order on the screens. */
  async say(message: PlannedMessage): Promise<void> {
    const { channel, author, replyTo, reactions } = message;
    const text = message.text.replace(/<@(\w+)>/g, (_, person: Person) => mentionToken(this.#idOf(person)));
    const messageId = await this.#as(author).mutation(api.messages.create, {
      channelId: this.#channelId(channel),
      text,
      ...(replyTo && { threadId: this.#messageIds.get(replyTo)! }),
    });
    this.#messageIds.set(message, messageId);
    for (const { emoji, by } of reactions) {
      for (const person of by)
        await this.#as(person).mutation(api.messages.addReaction, { messageId, emoji });
    }
  }

  /** The one thing no person can do: gives what was said and done its time. */
  async backdate(adminKey: string): Promise<void> {
    const client = new ConvexHttpClient(this.#url, { logger: false });
    // Not in the public types; the official CLI calls it for `convex run`.
    (client as unknown as { setAdminAuth(key: string): void }).setAdminAuth(adminKey);
    await client.mutation(backdate, { tasks: this.#moved, days: boardDays(this.#held, Date.now()) });
    const messages = Array.from(this.#messageIds, ([{ sentAt }, messageId]) => ({ messageId, sentAt }));
    for (let from = 0; from < messages.length; from += BACKDATED_AT_ONCE) {
      await client.mutation(backdate, { messages: messages.slice(from, from + BACKDATED_AT_ONCE) });
    }
  }

  /** Everybody has read everything, but Ana has a few messages left to look at. */
  async read(): Promise<void> {
    for (const client of this.#clients.values()) {
      for (const { _id } of await client.query(api.channels.list, {})) {
        await client.mutation(api.channels.markRead, { channelId: _id });
      }
    }
    for (const [channel, count] of Object.entries(UNREAD_OF_ANA)) {
      const ofOthers = [...this.#messageIds].filter(
        ([message]) => message.channel === channel && message.author !== "ana" && message.replyTo === null,
      );
      const [, messageId] = ofOthers.at(-count)!;
      await this.#as("ana").mutation(api.channels.markUnread, {
        channelId: this.#channelId(channel),
        messageId,
      });
    }
  }

  #as(person: Person): ConvexHttpClient {
    return this.#clients.get(person)!;
  }

  #idOf(person: Person): Id<"users"> {
    return this.#userIds.get(person)!;
  }

  #channelId(name: string): Id<"channels"> {
    return this.#channelIds.get(name)!;
  }
}
