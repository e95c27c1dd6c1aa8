import { replaceMentions } from "@convex/shared/mentions";
import type { People } from "@/features/users";

/** A text in one line, with names in the place of its mentions. */
export const plainText = (text: string, people: Pick<People, "nameOf">): string =>
  replaceMentions(text, (id) => `@${people.nameOf(id)}`).replaceAll(/\s+/gu, " ");
