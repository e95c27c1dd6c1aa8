/** The drafts of messages in this browser, as they travel. */
import type { Id } from "@convex/_generated/dataModel";
import { draftKeys, readDraft, writeDraft } from "@/platform/drafts";
import { readSaved, savedKeys, writeSaved } from "@/platform/savedDrafts";
import { toWire, type Mark } from "../mentions";
import type { Drafts } from "./draftSync";

/** Where the composer of a channel, or of the thread of a message, keeps what is typed. */
export const composerPlace = (id: string): string => `message:${id}`;

/** A task whose discussion has not begun has a composer as well. */
export const taskDraftId = (taskId: string): string => `task:${taskId}`;

/** The task of such a draft. */
export const taskOfDraft = (id: string): Id<"tasks"> | undefined =>
  id.startsWith(taskDraftId("")) ? (id.slice(taskDraftId("").length) as Id<"tasks">) : undefined;

const keyOf = (myId: string, id: string) => `${myId}:${composerPlace(id)}`;

/** The id whose draft a key names; undefined for anything else. */
export function draftIdOf(myId: string, key: string): string | undefined {
  const prefix = keyOf(myId, "");
  return key.startsWith(prefix) ? key.slice(prefix.length) : undefined;
}

type Stored = { text?: unknown; marks?: unknown; wire?: unknown } | undefined;

function wireOf(stored: unknown): string {
  const { text, marks, wire } = (stored as Stored) ?? {};
  if (typeof wire === "string") return wire;
  if (typeof text !== "string") return "";
  return toWire({ text, marks: Array.isArray(marks) ? (marks as Mark[]) : [] });
}

export const draftText = (myId: string, id: string): string => wireOf(readDraft(keyOf(myId, id)));

/** An empty one is none. */
export const writeDraftText = (myId: string, id: string, text: string): void =>
  writeDraft(keyOf(myId, id), text === "" ? undefined : { wire: text });

/** The ids of channels, threads and tasks that have a draft here. */
export const draftIds = (myId: string): string[] =>
  draftKeys(keyOf(myId, "")).flatMap((key) => draftIdOf(myId, key) ?? []);

export function localDrafts(myId: string): Drafts {
  return {
    ids: () => [
      ...draftIds(myId),
      ...savedKeys(keyOf(myId, "")).flatMap((key) => draftIdOf(myId, key) ?? []),
    ],
    read: (id) => draftText(myId, id),
    write: (id, text) => writeDraftText(myId, id, text),
    readSaved: (id) => readSaved(keyOf(myId, id)),
    writeSaved: (id, saved) => writeSaved(keyOf(myId, id), saved),
  };
}
