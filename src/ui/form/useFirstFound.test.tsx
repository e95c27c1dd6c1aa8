import { renderHook } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { useFirstFound } from "./useFirstFound";

function search() {
  const onPick = vi.fn<(first: string) => void>();
  type Search = { text: string; isPending: boolean; first?: string };
  const { result, rerender } = renderHook(
    ({ text, isPending, first }: Search) => useFirstFound({ text, isPending, first, onPick }),
    { initialProps: { text: "b", isPending: true } as Search },
  );
  return { onPick, rerender, enter: () => result.current() };
}

test("Enter before the answer picks what is found first, once", () => {
  const { onPick, rerender, enter } = search();
  expect(enter()).toBe(true);
  expect(onPick).not.toHaveBeenCalled();
  rerender({ text: "b", isPending: false, first: "Ben" });
  rerender({ text: "b", isPending: false, first: "Bea" });
  expect(onPick).toHaveBeenCalledExactlyOnceWith("Ben");
});

test("what is typed on means another search, in which nothing was picked yet", () => {
  const { onPick, rerender, enter } = search();
  enter();
  rerender({ text: "be", isPending: true });
  rerender({ text: "be", isPending: false, first: "Ben" });
  expect(onPick).not.toHaveBeenCalled();
});

test("an answer without anybody picks nobody, and the next Enter is not waited for", () => {
  const { onPick, rerender, enter } = search();
  enter();
  rerender({ text: "b", isPending: false });
  expect(onPick).not.toHaveBeenCalled();
  expect(enter()).toBe(false);
});

test("a second Enter while nothing is found does what Enter does", () => {
  const { enter } = search();
  expect([enter(), enter()]).toEqual([true, false]);
});
