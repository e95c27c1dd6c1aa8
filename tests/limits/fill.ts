/**
 * A workspace that is too large in every way at once: Ana and Ben are in a thousand channels with something unread in
 * each, and what they read has the greatest size that its limits allow. `times` makes more of everything that no
 * transaction may read whole.
 */
import type { Doc, Id, TableNames } from "../../convex/_generated/dataModel";
import { MAIL_LANES } from "../../convex/shared/emails";
import { LIMITS } from "../../convex/shared/limits";
import { monthIn } from "../../convex/shared/search/dates";
import { DAY_MS, HOUR_MS } from "../../convex/shared/time";
import { timesText } from "../../convex/shared/unread";
import { makeWorkspace } from "../../convex/testing.setup";
import { fillGroups } from "./groups";
import { fillRest } from "./later";
import { largestReport } from "./reports";
import { fillThreads } from "./threads";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;
type Said = Pick<Doc<"messages">, "channelId" | "sentAt" | "threadId"> & { commitTs: bigint };
type Mentioning = Record<"mentioning" | "replies", Id<"messages">[]> & { root: Id<"messages"> };
type Channel = { id: Id<"channels">; lastTs: bigint };

/** Three bytes in UTF-8, and one of what limits count. */
const longest = (length: number) => "あ".repeat(length);
/** Documents per transaction, of the largest and of all others. */
const AT_ONCE = { large: 25, small: 1_000 };
/** Messages and tasks of the greatest size that are there once, whatever else there is more of. */
const FEW = 60;
/** Messages of a conversation that no head has taken in yet: one in eight has them folded. */
const UNFOLDED = 8;
const UNPARTED = { tailTs: 0n, sinceTail: 1 };

/** Ranks of which some lie so close together that another between them is too long: those around are given anew. */
const rankOf = (i: number) => `a0${"0".repeat(32)}${String(i).padStart(5, "0")}V`;

export type Large = Awaited<ReturnType<typeof makeLarge>>;

export async function makeLarge(times: number) {
  const workspace = await makeWorkspace();
  const filling = new Filling(workspace, times);
  const crowd = await filling.people();
  const channels = await filling.channels(crowd);
  const said = await filling.messages(channels, crowd, await fillGroups(filling, { ...workspace, crowd }));
  const notices = await filling.notices(channels, said);
  await fillThreads(workspace, filling, { channels, crowd, ...said }, 300 * times);
  const tasks = await filling.tasks(channels);
  await filling.entries(channels, said);
  await filling.mail();
  await filling.files(tasks);
  await filling.leftovers(tasks, said.root);
  await filling.makeDue();
  const rest = await fillRest(workspace, times, { ...said, tasks, crowd, channels });
  return { ...workspace, crowd, channels, ...said, ...rest, tasks, notices };
}

class Filling {
  readonly #workspace: Workspace;
  readonly #times: number;
  #lastTs = BigInt(Date.now() - DAY_MS) * 1_000_000n;

  constructor(workspace: Workspace, times: number) {
    this.#workspace = workspace;
    this.#times = times;
  }

  async insert<T extends TableNames>(
    table: T,
    rows: readonly object[],
    atOnce: number = AT_ONCE.small,
  ): Promise<Id<T>[]> {
    const ids: Id<T>[] = [];
    for (let i = 0; i < rows.length; i += atOnce)
      await this.#workspace.t.run(async (ctx) => {
        for (const row of rows.slice(i, i + atOnce)) ids.push(await ctx.db.insert(table, row as never));
      });
    return ids;
  }

  /** So many for each of the times. */
  #many<T>(count: number, make: (i: number) => T): T[] {
    return Array.from({ length: count * this.#times }, (_, i) => make(i));
  }

  nextTs(): bigint {
    return (this.#lastTs += 1_000n);
  }

  async people(): Promise<Id<"users">[]> {
    const name = longest(LIMITS.personName);
    const imageUrl = `https://${longest(LIMITS.imageUrl - 8)}`;
    const standing = { role: "member" as const, isDeactivated: false };
    const rows = this.#many(260, (i) => ({
      name,
      nameKey: name,
      imageUrl,
      ...standing,
      tokenIdentifier: `crowd|${i}`,
      email: `crowd${i}@example.com`,
    }));
    const crowd = await this.insert("users", rows);
    const { general: channelId } = this.#workspace;
    const joined = { channelId, joinedAt: 1, isDeactivated: false };
    await this.insert(
      "memberships",
      crowd.map((userId) => ({ ...joined, userId })),
    );
    await this.insert(
      "windows",
      crowd.flatMap((userId) =>
        ["one", "two"].map((windowId) => ({ userId, windowId, isActive: true, at: 1 })),
      ),
    );
    const settings = { timeZone: "UTC", isZoneChosen: true, digestDays: "everyday", digestHour: 8 };
    const wishes = { lastDigestAt: 1, weeklyReport: true, mentionMinutes: 15 };
    await this.insert(
      "mailSettings",
      crowd.map((userId, i) => ({ userId, lane: i % MAIL_LANES, ...settings, ...wishes })),
    );
    return crowd;
  }

  /** Ana and Ben are in a thousand of each kind in turn, with more unread in each than is counted. */
  async channels(crowd: Id<"users">[]): Promise<Channel[]> {
    const { ana, ben } = this.#workspace;
    const people = [ana, ben].sort();
    const kinds = ["public", "private", "direct"] as const;
    const named = { name: longest(LIMITS.channelName), description: longest(LIMITS.channelDescription) };
    const rows = Array.from({ length: LIMITS.channelsPerPerson }, (_, i) => {
      const kind = kinds[i % kinds.length]!;
      const directMemberIds = [...people, ...crowd.slice(0, LIMITS.directMembers - 2)];
      const direct = { name: "", directMemberIds, directKey: `${directMemberIds.join(",")}${i}` };
      const channel = { ...named, kind, createdBy: ana, isArchived: false };
      return kind === "direct" ? { ...channel, ...direct } : channel;
    });
    const ids = await this.insert("channels", rows);
    for (const userId of people) {
      const joined = { userId, joinedAt: 1, isDeactivated: false };
      await this.insert(
        "memberships",
        ids.map((channelId) => ({ channelId, ...joined })),
      );
      await this.insert(
        "readPositions",
        ids.map((channelId) => ({ channelId, userId, lastReadTs: 1n })),
      );
    }
    const heads = ids.map((channelId) => {
      const times = Array.from({ length: LIMITS.unreadCounted }, () => this.nextTs()).reverse();
      const told = { count: 1_000, lastMessageAt: Date.now() - HOUR_MS, recentTimes: timesText(times) };
      return { channelId, foldedTs: times[0]!, ...UNPARTED, ...told };
    });
    await this.insert("heads", heads);
    return heads.map(({ channelId: id, foldedTs: lastTs }) => ({ id, lastTs }));
  }

  /** Previews of the greatest size, as many as a message has; and some that nobody uses. */
  async #links(): Promise<Id<"linkPreviews">[]> {
    const preview = {
      url: `https://${longest(LIMITS.linkUrl - 8)}`,
      lookedAt: 1,
      title: longest(LIMITS.linkTitle),
      site: longest(2 * LIMITS.linkSite),
      description: longest(LIMITS.linkDescription),
    };
    await this.insert(
      "linkPreviews",
      this.#many(300, () => ({ ...preview, unusedSince: 1 })),
    );
    return await this.insert(
      "linkPreviews",
      Array.from({ length: LIMITS.linksPerMessage }, () => preview),
    );
  }

  /** Messages that were not folded yet. */
  async #say(messages: readonly Said[], atOnce?: number): Promise<Id<"messages">[]> {
    const told = { ...UNPARTED, count: 1, lastMessageAt: Date.now(), recentTimes: "" };
    const heads = messages.map(({ channelId, threadId, commitTs: foldedTs, sentAt: lastSentAt }) => ({
      channelId,
      ...(threadId && { threadId }),
      foldedTs,
      lastSentAt,
      ...told,
    }));
    await this.insert("heads", heads);
    return await this.insert("messages", messages, atOnce);
  }

  /** Each channel has as many messages that were not folded yet as one expects; some are of the greatest size. */
  async messages(channels: Channel[], crowd: Id<"users">[], group: Id<"groups">) {
    const { ana, ben, zoe, general } = this.#workspace;
    const message = { authorId: zoe, sentAt: Date.now(), mentions: [] };
    for (let i = 0; i < UNFOLDED; i++)
      await this.#say(
        channels.map(({ id }) => ({ ...message, channelId: id, commitTs: this.nextTs(), text: "Hello" })),
      );
    const mentions = [ana, ben, ...crowd.slice(0, LIMITS.mentionsPerMessage - 2)];
    const named = mentions.map((id) => `<@${id}>`).join("");
    const text = `${named}${longest(LIMITS.messageText - named.length)}`;
    const large = { ...message, text, mentions, linkPreviewIds: await this.#links() };
    const mentioning = await this.#say(
      Array.from({ length: FEW }, (_, i) => ({
        ...large,
        commitTs: this.nextTs(),
        channelId: channels.at(-1 - (i % 20))!.id,
      })),
      AT_ONCE.large,
    );
    const begun = { hasReplies: true, calls: "channel", groups: [group], channelId: general };
    const [root] = await this.#say([Object.assign({ ...large, ...begun, commitTs: this.nextTs() })]);
    const ofRoot = { ...large, channelId: general, threadId: root };
    const replies = await this.#say(
      Array.from({ length: FEW }, () => ({ ...ofRoot, commitTs: this.nextTs() })),
      AT_ONCE.large,
    );
    // What is said in general is more than one transaction reads.
    const inGeneral = this.#many(130, () => ({ ...large, channelId: general, commitTs: this.nextTs() }));
    const inHeads = await this.#say(inGeneral.slice(0, 130), AT_ONCE.large);
    await this.insert("messages", inGeneral.slice(130), AT_ONCE.large);
    // Ana has saved more than a search looks through.
    const short = { ...message, text: "あ", channelId: general };
    const others = this.#many(LIMITS.savesSearched, () => ({ ...short, commitTs: this.nextTs() }));
    const brief = await this.insert("messages", others);
    const saved = [...brief, ...inHeads];
    const { ana: userId } = this.#workspace;
    await this.insert(
      "saves",
      saved.map((messageId) => ({ userId, messageId, channelId: general })),
    );
    const waiting = { status: "queued", attempts: 0, dueAt: 0 };
    await this.insert(
      "linkLooks",
      inHeads.map((messageId) => ({ messageId, ...waiting, queuedTs: this.nextTs() })),
    );
    return { mentioning, replies, root: root!, group, inHeads, brief };
  }

  async notices(channels: Channel[], { mentioning, replies, root }: Mentioning): Promise<Id<"notices">[]> {
    const { ana, ben, zoe, general } = this.#workspace;
    const ofAna: Id<"notices">[] = [];
    for (const userId of [ana, ben]) {
      const told = { userId, actorId: zoe, postedAt: Date.now() - HOUR_MS };
      const mentions = this.#many(150, (i) => ({
        ...told,
        kind: "mention",
        channelId: channels.at(-1 - (i % 500))!.id,
        messageId: mentioning[i % FEW],
        commitTs: this.nextTs(),
        state: "byPosition",
      }));
      const answers = this.#many(300, (i) => ({
        ...told,
        kind: i % 2 === 0 ? "reply" : "mention",
        channelId: channels[i % channels.length]!.id,
        threadId: root,
        messageId: replies[i % FEW],
        commitTs: this.nextTs(),
        state: "unread",
      }));
      const memberships = this.#many(300, (i) => ({
        ...told,
        kind: "membership",
        channelId: channels[i % channels.length]!.id,
        commitTs: this.nextTs(),
        state: "unread",
      }));
      const inGeneral = this.#many(520, (i) => ({
        ...told,
        kind: "reply",
        channelId: general,
        threadId: root,
        messageId: replies[i % FEW],
        commitTs: this.nextTs(),
        state: "unread",
      }));
      const ids = await this.insert("notices", [...inGeneral, ...answers, ...mentions, ...memberships]);
      if (userId === ana) ofAna.push(...ids);
    }
    return ofAna;
  }

  /** More entries with one word than a look at the index answers, of the greatest size; and many in each hidden channel. */
  async entries(channels: Channel[], { inHeads }: { inHeads: Id<"messages">[] }): Promise<void> {
    const { general, zoe } = this.#workspace;
    const at = Date.now();
    const entry = { kind: "message", authorId: zoe, at, month: monthIn(at), isPart: true };
    const terms = `qxall ああ ${"x".repeat(30).concat(" ").repeat(110)}`;
    const inGeneral = this.#many(1_500, (i) => ({
      ...entry,
      subject: inHeads[i % inHeads.length],
      audience: "workspace",
      channelId: general,
      terms,
    }));
    await this.insert("searchEntries", inGeneral, AT_ONCE.small / 2);
    const hidden = channels.filter((_, i) => i % 3 !== 0);
    const inHidden = hidden.flatMap(({ id }, n) =>
      Array.from({ length: 20 }, (_, i) => ({
        ...entry,
        subject: inHeads[(n * 20 + i) % inHeads.length],
        audience: id,
        channelId: id,
        terms: "qxall ああ",
      })),
    );
    await this.insert("searchEntries", inHidden);
  }

  /**
   * Tasks of the greatest size: Ana's, Ben's and nobody's, due, assigned lately, done, moved, blocked and ageing. The
   * first have descriptions and no category; those after them make boards and what a search finds as long as they can be.
   */
  async tasks(channels: Channel[]): Promise<Id<"tasks">[]> {
    const { ana, ben, zoe } = this.#workspace;
    const now = Date.now();
    const title = longest(LIMITS.taskTitle);
    const tags = Array.from({ length: LIMITS.tagsPerTask }, () => longest(LIMITS.tag));
    const blockedReason = longest(LIMITS.blockedReason);
    const states = [
      { status: "todo", dueDate: now - 3 * DAY_MS },
      { status: "todo", assignedAt: now - HOUR_MS },
      { status: "done", completedAt: now - HOUR_MS, movedAt: now - HOUR_MS },
      { status: "in_progress", movedAt: now - HOUR_MS, blockedAt: now - HOUR_MS, blockedReason },
      { status: "in_progress", movedAt: now - 30 * DAY_MS },
      { status: "todo", dueDate: now - 3 * DAY_MS, category: "routine", categorySource: "rules" },
    ];
    const full = 540 * this.#times;
    const rows = this.#many(5_400, (i) => {
      const channel = i % 3 === 0 ? undefined : channels[(i * 7) % channels.length]!;
      const isHidden = channel && channels.indexOf(channel) % 3 !== 0;
      const place = {
        ...(channel && { channelId: channel.id }),
        audience: isHidden ? channel.id : "workspace",
      };
      const assigneeId = [ana, ben, undefined][Math.floor(i / states.length) % 3];
      const named = { number: i + 1, rank: rankOf(i), createdBy: zoe };
      return {
        title,
        tags,
        ...named,
        ...states[i % states.length],
        ...(i >= full && { categorySource: "rules" }),
        ...place,
        ...(assigneeId && { assigneeId }),
      };
    });
    await this.#workspace.t.run(async (ctx) => {
      for (const { id } of channels) await ctx.db.patch("channels", id, { hasTasks: true });
    });
    const ids = await this.insert("tasks", rows, 100);
    const text = longest(LIMITS.taskDescription);
    await this.insert(
      "taskDescriptions",
      ids.slice(0, full).map((taskId) => ({ taskId, text })),
      100,
    );
    return ids;
  }

  /** Mails of every kind, those of reports as large as can be: fresh, waiting, of a sender that went away, and ended long ago. */
  async mail(): Promise<void> {
    const { ana, ben } = this.#workspace;
    const now = Date.now();
    const report = await this.#report();
    const span = { since: 1, until: now };
    const nothing = { due: [], assigned: [], unowned: [], mentions: [], channels: [] };
    const digest = { kind: "digest", name: "Ben", day: "2026-11-16", since: 1, ...nothing };
    const mentions = { kind: "mentions", name: "Ben", ...span, mentions: [], moreCount: 0 };
    let key = 0;
    const mail = (content: { kind: string }, userId: Id<"users">, row: object) => ({
      kind: content.kind,
      to: "ben@example.com",
      userId,
      subject: "Your day",
      content,
      attempts: 1,
      idempotencyKey: `mail ${(key += 1)}`,
      queuedTs: this.nextTs(),
      ...row,
    });
    const reports = (row: object) => this.#many(12, () => mail(report, ben, row));
    const waiting = [digest, mentions, report].flatMap((content) =>
      [ana, ben].map((userId) => mail(content, userId, { status: "sending", dueAt: now - HOUR_MS })),
    );
    const old = now - 60 * DAY_MS;
    await this.insert(
      "emails",
      [
        ...waiting,
        ...reports({ status: "queued", dueAt: 0, attempts: 0 }),
        ...reports({ status: "queued", dueAt: now - HOUR_MS }),
        ...reports({ status: "sending", dueAt: now - HOUR_MS + 1 }),
        ...reports({ status: "sent", dueAt: old }),
        ...reports({ status: "failed", dueAt: old }),
      ],
      AT_ONCE.large,
    );
  }

  async #report() {
    const { ana, general } = this.#workspace;
    const done = { status: "done", rank: "a0", tags: [], number: 0, audience: "workspace", createdBy: ana };
    const [taskId] = await this.insert("tasks", [{ title: "T", categorySource: "rules", ...done }]);
    return largestReport(ana, general, taskId!);
  }

  /** A task with as many files as it may have, and pictures with names. */
  async files([taskId]: Id<"tasks">[]): Promise<void> {
    const { t, ana, zoe } = this.#workspace;
    const storageId = await t.run(async ({ storage }) => await storage.store(new Blob(["x"])));
    const file = { uploaderId: zoe, storageId, name: longest(LIMITS.fileName), type: "image/png", size: 1 };
    const sent = { ...file, taskId, state: "shown" };
    await this.insert("files", Array(LIMITS.filesPerTask).fill(sent));
    await t.run(async ({ db }) => await db.patch("tasks", taskId!, { fileCount: LIMITS.filesPerTask }));
    const [pictureId] = await this.insert("files", [{ ...file, state: "picture" }]);
    const name = (i: number) => String(i).padStart(LIMITS.emojiName, "e");
    const emoji = this.#many(LIMITS.ownEmoji, (i) => ({ name: name(i), pictureId, addedBy: ana }));
    await this.insert("emoji", emoji);
  }

  async leftovers(tasks: Id<"tasks">[], root: Id<"messages">): Promise<void> {
    const { ana, zoe } = this.#workspace;
    const changes = [{ field: "text", before: longest(LIMITS.messageText) }];
    const event = { noun: "message", verb: "changed", subject: root, actorId: zoe, changes };
    await this.insert(
      "events",
      this.#many(130, () => event),
      AT_ONCE.large,
    );
    const expiresAt = Date.now() - DAY_MS;
    await this.insert(
      "usedLinks",
      this.#many(300, (i) => ({ signature: `s${i}`, expiresAt })),
    );
    await this.insert(
      "invitations",
      this.#many(300, (i) => ({ email: `guest${i}@example.com`, expiresAt })),
    );
    const refused = {
      kind: "mailRefused",
      emailId: "none",
      isSpam: false,
      reason: longest(LIMITS.deliveryError),
    };
    const received = { source: "resend", type: "email.bounced", content: refused, attempts: 0, dueAt: 1 };
    await this.insert(
      "providerEvents",
      this.#many(300, (i) => ({ ...received, eventId: `e${i}`, status: "queued", queuedTs: this.nextTs() })),
    );
    const correction = { title: longest(LIMITS.taskTitle), category: "urgent" };
    await this.insert(
      "corrections",
      this.#many(250, (i) => ({ ...correction, taskId: tasks[i], commitTs: this.nextTs() })),
    );
    await this.insert(
      "tallies",
      this.#many(1_100, () => this.#tallied(ana)),
    );
  }

  #tallied(ana: Id<"users">) {
    return { key: `tasks ${ana}`, sums: { todo: 1 }, commitTs: this.nextTs() };
  }

  /** The mails of many are due, Ana's and Ben's first. */
  async makeDue(): Promise<void> {
    const { t, ana, ben } = this.#workspace;
    await t.run(async (ctx) => {
      for (const [i, { _id, userId }] of (await ctx.db.query("mailSettings").collect()).entries()) {
        const isFirst = userId === ana || userId === ben;
        if (!isFirst && i % 4 > 0) continue;
        const dueAt = Date.now() - (isFirst ? 120_000 : 60_000);
        const times = { nextDigestAt: dueAt, nextReportAt: dueAt, nextMentionsAt: dueAt };
        await ctx.db.patch("mailSettings", _id, {
          ...times,
          mentionsSince: 1,
          lastDigestAt: 1,
          ...(isFirst && { lane: 0 }),
        });
      }
    });
  }
}
