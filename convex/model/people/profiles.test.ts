import { describe, expect, test } from "vitest";
import { api } from "../../_generated/api";
import { LIMITS } from "../../shared/limits";
import { firstPage, makeWorkspace, refusal } from "../../testing.setup";

const { profile, updateProfile } = api.users;

describe("a profile", () => {
  test("has what its person told, and every colleague reads it", async () => {
    const { as, ben } = await makeWorkspace();
    await as("Ben").mutation(updateProfile, { jobTitle: " Keeper ", contact: "ben@example.com" });
    await as("Ben").mutation(updateProfile, { pronouns: "he/him", contact: "" });
    const seen = await as("Zoe").query(profile, { userId: ben });
    expect(seen).toEqual({
      jobTitle: "Keeper",
      pronouns: "he/him",
      joinedAt: expect.any(Number) as number,
      timeZone: "UTC",
    });
  });

  test("knows where somebody's clocks are, as long as they are here", async () => {
    const { as, ben } = await makeWorkspace();
    await as("Ben").mutation(api.users.ensure, { timeZone: "Asia/Tokyo" });
    expect(await as("Zoe").query(profile, { userId: ben })).toMatchObject({ timeZone: "Asia/Tokyo" });
    await as("Ana").mutation(api.users.deactivate, { userId: ben });
    expect(await as("Zoe").query(profile, { userId: ben })).toMatchObject({ timeZone: null });
  });

  test("is for colleagues, and its texts have an end", async () => {
    const { as, ben, general } = await makeWorkspace();
    await expect(as("Max").query(profile, { userId: ben })).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
    await expect(as("Max").mutation(updateProfile, { jobTitle: "x" })).rejects.toMatchObject(
      refusal("NOT_SIGNED_IN"),
    );
    await expect(as("Ben").query(profile, { userId: general as never })).rejects.toThrow(
      /general|id|Validator/i,
    );
    const long = "x".repeat(LIMITS.profileText + 1);
    await expect(as("Ben").mutation(updateProfile, { contact: long })).rejects.toMatchObject(
      refusal("TEXT_TOO_LONG"),
    );
  });

  test("tells the log that it changed, once", async () => {
    const { as } = await makeWorkspace();
    await as("Ben").mutation(updateProfile, { jobTitle: "Keeper" });
    await as("Ben").mutation(updateProfile, { jobTitle: "Keeper" });
    const log = await as("Ana").query(api.events.log, { noun: "person", paginationOpts: firstPage });
    const told = log.page.filter(({ changes }) => changes.some(({ field }) => field === "jobTitle"));
    expect(told).toHaveLength(1);
  });
});
