import { act, render } from "@testing-library/react";
import { createMemoryRouter, RouterProvider, useParams } from "react-router";
import { expect, test } from "vitest";
import { KEEPS_VIEW } from "@/lib/keepsView";
import { keepLeftAt } from "./leftAt";
import { useOpening, type Opening } from "./useOpening";

const LEFT = { key: "m7", ts: BigInt(7), offset: 12 };

/** A list of a channel whose address names a message by its position, and the history of a browser. */
function open(list: string, path: string, hasUnread = false) {
  const view: { opening?: Opening; openEnd: () => void; entry: string } = {
    openEnd: () => undefined,
    entry: "",
  };
  function List() {
    const { at } = useParams();
    const address = at === undefined ? undefined : { ts: BigInt(at), messageId: at };
    const { opening, openEnd } = useOpening(list, { address, hasUnread, staysLeft: true });
    Object.assign(view, { opening, openEnd, entry: router.state.location.key });
    return null;
  }
  const paths = ["/c", "/c/m/:at"];
  const router = createMemoryRouter(
    [...paths.map((one) => ({ path: one, Component: List })), { path: "/other", Component: () => null }],
    { initialEntries: [path] },
  );
  render(<RouterProvider router={router} />);
  const go = async (to: string | number, state?: object) =>
    await act(
      async () => await (typeof to === "number" ? router.navigate(to) : router.navigate(to, { state })),
    );
  return { view, go };
}

test("a list opens at the place in its address, each time that is followed", async () => {
  const { view, go } = open("a", "/c");
  expect(view.opening).not.toHaveProperty("ts");
  await go("/c/m/5");
  expect(view.opening).toMatchObject({ ts: BigInt(5), messageId: "5" });
  const first = view.opening!.id;
  await go("/c/m/5?thread=x", KEEPS_VIEW);
  expect(view.opening!.id).toBe(first);
  await go("/c/m/5");
  expect(view.opening!.id).not.toBe(first);
});

test("back leads to where the reader was in that entry, forward to where they were in the next", async () => {
  const { view, go } = open("b", "/c");
  keepLeftAt("b", view.entry, LEFT);
  await go("/c/m/5");
  keepLeftAt("b", view.entry, { ...LEFT, key: "m9", ts: BigInt(9) });
  await go(-1);
  expect(view.opening).toMatchObject({ ts: BigInt(7), leftAt: LEFT });
  await go(1);
  expect(view.opening).toMatchObject({ ts: BigInt(9), leftAt: { key: "m9" } });
  expect(view.opening).not.toHaveProperty("messageId");
});

test("whoever comes back another way finds the list as they left it, unless something is unread", async () => {
  const { view, go } = open("c", "/c");
  keepLeftAt("c", view.entry, LEFT);
  await go("/other");
  await go("/c");
  expect(view.opening).toMatchObject({ leftAt: LEFT });

  const unread = open("c", "/other", true);
  await unread.go("/c");
  expect(unread.view.opening).not.toHaveProperty("leftAt");
});

test("a list that was left at its end, or told to go there, opens at its end", async () => {
  const { view, go } = open("d", "/c/m/5");
  keepLeftAt("d", view.entry, "end");
  await go("/other");
  await go(-1);
  expect(view.opening).not.toHaveProperty("ts");

  keepLeftAt("d", view.entry, LEFT);
  act(() => view.openEnd());
  expect(view.opening).toMatchObject({ isEnd: true });
  await go("/other");
  await go("/c");
  expect(view.opening).not.toHaveProperty("leftAt");
});
