import { expect, test } from "vitest";
import { decide, type Facts } from "./notices";

const facts: Facts = {
  mayRead: true,
  isAuthor: false,
  isMentioned: false,
  isCalled: false,
  isInGroup: false,
  hasKeyword: false,
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
  ["everyone", { isCalled: true, hasKeyword: true }, true],
  ["mention", { isCalled: true, isMentioned: true }, true],
  ["everyone", { isCalled: true, isInGroup: true }, true],
  ["group", { isInGroup: true, isReply: true, isFollowing: true, hasKeyword: true }, true],
  ["keyword", { hasKeyword: true }, true],
  ["keyword", { hasKeyword: true, isReply: true, isFollowing: false }, true],
  ["reply", { hasKeyword: true, isReply: true, isFollowing: true }, true],
  ["mention", { hasKeyword: true, isMentioned: true }, true],
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
  const names = [
    "mayRead",
    "isAuthor",
    "isMentioned",
    "isCalled",
    "isInGroup",
    "hasKeyword",
    "isReply",
    "isFollowing",
    "isDeleted",
    "isRead",
  ] as const;
  const all = names.reduce<Facts[]>(
    (some, name) =>
      some.flatMap((one) => [
        { ...one, [name]: true },
        { ...one, [name]: false },
      ]),
    [facts],
  );
  const told = all.filter((one) => decide(one).tells);
  expect(all).toHaveLength(1024);
  expect(told.length).toBeGreaterThan(0);
  expect(told.filter(({ mayRead, isAuthor, isDeleted }) => !mayRead || isAuthor || isDeleted)).toEqual([]);
  expect(all.filter((one) => decide(one).isUnread && (one.isRead || !told.includes(one)))).toEqual([]);
});
