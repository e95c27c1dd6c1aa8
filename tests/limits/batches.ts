/** The batches of the app, as they run. */
import { LIMITS } from "../../convex/shared/limits";
import { ENDING } from "./boards";
import type { Large } from "./fill";
import { relatedIn } from "./relations";
import type { Call } from "./usage";

/** As after many sweeps that did not have to wait: the most people in one transaction. */
export const prompt = () => ({ before: { people: 16, at: Date.now() } });

const aRun = ({ automation: automationId, ana: userId, card: taskId }: Large) => ({
  automationId,
  userId,
  taskId,
});

/** What runs by itself: the crons, what they and others schedule, and the senders. */
export const BATCHES: Record<string, (of: Large) => Call["args"]> = {
  "digests:sweep": prompt,
  "reports:sweep": prompt,
  "emails:sweepMentions": prompt,
  "emails:kick": () => ({}),
  "emails:claim": () => ({ sender: "one" }),
  "emails:release": () => ({ sender: "one" }),
  "categorisations:sweep": () => ({}),
  "categorisations:claim": () => ({ sender: "one", most: 4 }),
  "scheduled/linkLooks:claim": () => ({ sender: "one", most: 4 }),
  "scheduled/linkLooks:release": () => ({ sender: "one" }),
  "scheduled/pushes:claim": () => ({ sender: "one", most: 8 }),
  "scheduled/pushes:release": () => ({ sender: "one" }),
  "scheduled/pushes:kick": () => ({}),
  "operator/providerEvents:sweep": () => ({}),
  "presence:sweep": () => ({}),
  "operator/cronRuns:cleanUp": () => ({}),
  "scheduled/conversions:goOn": ({ conversion }) => ({ conversionId: conversion }),
  "scheduled/deletions:goOn": ({ deletion }) => ({ deletionId: deletion }),
  "scheduled/deletions:removeRow": ({ deletion, doomed }) => ({ deletionId: deletion, rowId: doomed }),
  "scheduled/later:sweep": () => ({}),
  "scheduled/later:post": ({ scheduled }) => ({ id: scheduled }),
  "scheduled/later:send": ({ scheduled }) => ({ id: scheduled }),
  "scheduled/folding:head": ({ general }) => ({ channelId: general }),
  "scheduled/folding:tally": ({ ana }) => ({ key: `tasks ${ana}` }),
  "scheduled/boards:sweep": () => ({}),
  "scheduled/boards:column": ({ general }) => ({ channelId: general, key: "todo" }),
  "scheduled/boards:empty": ({ general }) => ({ channelId: general, key: ENDING }),
  "scheduled/boards:countDays": () => ({}),
  "scheduled/boards:tellMoves": ({ general }) => ({ channelId: general }),
  "scheduled/repeats:sweep": () => ({}),
  "scheduled/automations:tellRefused": ({ automation: automationId, ana: setOffBy }) => ({
    automationId,
    setOffBy,
  }),
  "scheduled/automations:sweep": () => ({}),
  "scheduled/automations:dueCards": ({ automation: automationId }) => ({
    automationId,
    from: 0,
    until: 2 ** 45,
  }),
  "scheduled/automations:begin": (of) => ({ ...aRun(of), path: [] }),
  "scheduled/automations:run": (of) => ({ ...aRun(of), path: [], left: 1 }),
  "scheduled/labels:goOn": () => ({ from: "あ".repeat(LIMITS.tag), after: 0, left: 0 }),
  "scheduled/notices:tellFollowers": ({ replies }) => ({ messageId: replies.at(-1)!, isNew: true }),
  "scheduled/notices:tellOfReactions": ({ root }) => ({ messageId: root }),
  "scheduled/notices:tellWatchers": ({ tasks }) => ({ taskId: tasks[0]!, changes: ["title"] }),
  "scheduled/notices:removeFollows": ({ ana, general }) => ({ userId: ana, channelId: general }),
  "scheduled/notices:wake": ({ notices }) => ({ noticeId: notices[0]!, until: 1 }),
  "scheduled/ringing:ringPeople": ({ root, crowd }) => ({ messageId: root, userIds: crowd.slice(0, 100) }),
  "scheduled/ringing:ringListeners": ({ root }) => ({ messageId: root }),
  "scheduled/ringing:tellListeners": ({ mentioning }) => ({ messageId: mentioning[0]! }),
  "scheduled/ringing:renewNotices": ({ root }) => ({ messageId: root, kind: "keyword" }),
  "scheduled/ringing:callAll": ({ root }) => ({ messageId: root }),
  "scheduled/ringing:callGroups": ({ root }) => ({ messageId: root }),
  "scheduled/ringing:markChannels": ({ ana }) => ({ userId: ana }),
  "scheduled/relations:tellWaiting": ({ tasks }) => {
    const { done, waiting } = relatedIn(tasks);
    return { taskId: done, after: waiting[0]! };
  },
  "scheduled/subtasks:renew": ({ tasks }) => ({ taskId: tasks[0]! }),
  "users:noteStanding": ({ ana }) => ({ userId: ana }),
};
