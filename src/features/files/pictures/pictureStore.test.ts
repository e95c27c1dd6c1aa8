import { expect, test, vi } from "vitest";
import { PictureStore, type Load } from "./pictureStore";

const settled = async () => await new Promise<void>((resolve) => setTimeout(resolve));

test("a picture is loaded once for all who show it, apart in each size, and they are told of it", async () => {
  const store = new PictureStore();
  const load = vi.fn<Load>(async (picture, isSmall) => `at ${picture}${isSmall ? " small" : ""}`);
  store.loadBy(load);
  const sources = Array.from({ length: 200 }, () => store.sourceOf("p1", true));
  const onChange = vi.fn<() => void>();
  sources[7]!.subscribe(onChange);
  expect(sources[0]!.get()).toBeUndefined();
  await settled();
  expect(new Set(sources.map((source) => source.get()))).toEqual(new Set(["at p1 small"]));
  expect(onChange).toHaveBeenCalledOnce();
  store.sourceOf("p1", false);
  await settled();
  expect(store.sourceOf("p1", false).get()).toBe("at p1");
  expect(load).toHaveBeenCalledTimes(2);
});

test("a new pass changes no address, and brings what could not be had before", async () => {
  const store = new PictureStore();
  const [early, broken] = [store.sourceOf("early", true), store.sourceOf("broken", true)];
  await settled();
  expect(early.get()).toBeUndefined();
  store.loadBy(async (picture) => {
    if (picture === "broken") throw new Error("404");
    return await Promise.resolve("first");
  });
  await settled();
  expect([early.get(), broken.get()]).toEqual(["first", null]);
  const again = vi.fn<Load>(async () => await Promise.resolve("second"));
  store.loadBy(again);
  await settled();
  expect([early.get(), broken.get()]).toEqual(["first", "second"]);
  expect(again).toHaveBeenCalledOnce();
});
