import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FeedMessage } from "../feed";
import { useSent } from "./useSent";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const message = (clientId: string, status: FeedMessage["status"]) =>
  ({ key: clientId, clientId, status }) as FeedMessage;
const sending = (id: string) => message(id, "sending");
const saved = (id: string) => message(id, "sent");

type Props = { pending: FeedMessage[]; there: FeedMessage[] };

function List({ pending, there }: Props) {
  return (
    <output>
      {useSent(pending, there)
        .map(({ clientId, status }) => `${clientId} ${status}`)
        .join()}
    </output>
  );
}

function open() {
  const { rerender } = render(<List pending={[]} there={[]} />);
  const shown = () => screen.getByRole("status").textContent;
  const look = (pending: FeedMessage[], there: FeedMessage[] = []) => {
    rerender(<List pending={pending} there={there} />);
    return shown();
  };
  return { look, shown };
}

test("what the outbox no longer has is shown until the list has it, in the order in which it was sent", () => {
  const { look } = open();
  expect(look([sending("a"), sending("b")])).toBe("a sending,b sending");
  expect(look([sending("b")])).toBe("a sending,b sending");
  expect(look([sending("b"), sending("c")])).toBe("a sending,b sending,c sending");
  expect(look([sending("c")], [saved("a")])).toBe("b sending,c sending");
  expect(look([], [saved("a"), saved("b"), saved("c")])).toBe("");
});

test("what was refused is as the outbox says, and gone once it is discarded", () => {
  const { look } = open();
  look([sending("a")]);
  expect(look([message("a", "failed")])).toBe("a failed");
  expect(look([])).toBe("");
});

test("what never comes, because it was deleted at once, goes after a few seconds", () => {
  const { look, shown } = open();
  look([sending("a")]);
  expect(look([])).toBe("a sending");
  act(() => void vi.advanceTimersByTime(5_000));
  expect(shown()).toBe("");
});
