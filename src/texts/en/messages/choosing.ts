import { translated } from "../../language";
import { number } from "../../format";
import { plural } from "../english";

/** While messages are chosen to do something with all of them. */
export const choosing = translated("choosing", {
  bar: "Selected messages",
  select: (byline: string) => `Select the message of ${byline}`,
  stop: "Stop selecting",
  count: (count: number) => `${number(count)} selected`,
  most: (most: number) => `Select up to ${number(most)} messages.`,
  othersStay: "You can delete only your own messages.",
  deleted: (count: number) => plural(count, { one: "# message deleted", other: "# messages deleted" }),
});
