/** The tags of tasks, as they are kept. */
import { tagKey } from "../../shared/board/facts";
import { LIMITS } from "../../shared/limits";
import { fail } from "../errors";

/** @throws TAG_INVALID */
export function cleanTag(text: string): string {
  const tag = text.trim().replace(/\s+/gu, " ");
  if (tag === "" || tag.length > LIMITS.tag) throw fail("TAG_INVALID");
  return tag;
}

/** Trimmed, and each once: "Docs" and "docs" are one tag, spelled as it came first. */
export function cleanTags(tags: string[]): string[] {
  if (tags.length > LIMITS.tagsPerTask) throw fail("TOO_MANY_TAGS");
  const byKey = new Map<string, string>();
  for (const tag of tags.map(cleanTag)) {
    if (!byKey.has(tagKey(tag))) byKey.set(tagKey(tag), tag);
  }
  return [...byKey.values()];
}
