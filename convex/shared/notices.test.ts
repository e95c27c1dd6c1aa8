import { expect, test } from "vitest";
import { decide, type Facts } from "./notices";

const facts: Facts = {
  mayRead: true,
  isAuthor: false,
  isMentioned: false,
  isReply: false,
  isFollowing: undefined,
  isDeleted: false,
  isRead: false,
};

test.each<[string, Partial<Facts>, boolean]>([
  ["message", {}, false],
  ["mention", { isMentioned: true }, true],
  ["mention", { isMentioned: true, isReply: true, isFollowing: false }, true],
  ["reply", { isReply: true, isFollowing: true }, true],
  ["notFollowing", { isReply: true }, false],
  ["unfollowed", { isReply: true, isFollowing: false }, false],
  ["own", { isAuthor: true, isMentioned: true, isReply: true, isFollowing: true }, false],
  ["deleted", { isDeleted: true, isMentioned: true }, false],
  ["outsider", { mayRead: false, isMentioned: true, isAuthor: true, isDeleted: true }, false],
])("%s decides for %o: %s", (rule, given, tells) => {
  expect(decide({ ...facts, ...given })).toEqual({ rule, tells, isUnread: tells });
  expect(decide({ ...facts, ...given, isRead: true })).toEqual({ rule, tells, isUnread: false });
});

test("whatever is known, nobody is told of their own words, nor of what they may not read", () => {
  const flags = [true, false];
  for (const mayRead of flags)
    for (const isAuthor of flags)
      for (const isMentioned of flags)
        for (const isReply of flags)
          for (const isFollowing of [...flags, undefined])
            for (const isDeleted of flags)
              for (const isRead of flags) {
                const { tells, isUnread } = decide({
                  ...{ mayRead, isAuthor, isMentioned, isReply, isFollowing, isDeleted, isRead },
                });
                if (!mayRead || isAuthor || isDeleted) expect(tells).toBe(false);
                if (!tells || isRead) expect(isUnread).toBe(false);
              }
});
