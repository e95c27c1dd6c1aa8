import { translated } from "../../language";
import { number } from "../../format";
import { plural } from "../english";
import { users } from "../people/users";

/** Doing something with several messages. */
export const choosing = translated("choosing", {
  bar: "Selected messages",
  select: (byline: string) => `Select the message of ${byline}`,
  stop: "Stop selecting",
  count: (count: number) => `${number(count)} selected`,
  most: (most: number) => `Select up to ${number(most)} messages.`,
  othersStay: "You can delete only your own messages.",
  deleted: (count: number) => plural(count, { one: "# message deleted", other: "# messages deleted" }),
  removeQuestion: (names: readonly string[], count: number) =>
    count === 1
      ? `Delete ${users.names(names)}’s message?`
      : `Delete ${number(count)} messages by ${users.names(names)}?`,
  deleteMessages: (count: number) => plural(count, { one: "Delete message", other: "Delete # messages" }),
});
