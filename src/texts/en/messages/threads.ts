import { translated } from "../../language";
import { plural } from "../english";
import { users } from "../people/users";

export const threads = translated("threads", {
  resolved: "Resolved",
  newReplies: (count: number) => plural(count, { one: "# new", other: "# new" }),
  fromThread: "From a thread",
  follow: "Follow thread",
  unfollow: "Unfollow thread",
  resolve: "Resolve",
  reopen: "Reopen",
  participants: (names: readonly string[]) => `${users.names(names)} took part`,
  unreadThreads: "Unread",
  followedThreads: "Followed",
  loadingThreads: "Loading threads…",
  noThreads: "No threads yet",
  noThreadsWhy: "Threads that you began, replied in, were named in or follow come here.",
  deletedRoot: "Deleted message",
  alsoInChannel: (title: string) => `Also send to ${title}`,
  mentionedIn: (threads: number) =>
    plural(threads, { one: "You were mentioned in a thread", other: "You were mentioned in # threads" }),
  answeredIn: (threads: number) =>
    plural(threads, {
      one: "New replies in a thread you follow",
      other: "New replies in # threads you follow",
    }),
});
