import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useRef } from "react";
import { expect, test, vi } from "vitest";
import { useListKeys } from "./useListKeys";

function List({ onExtend }: { onExtend: (from: number, to: number) => void }) {
  const scroller = useRef<HTMLDivElement>(null);
  const onKeyDown = useListKeys(scroller, { scrollToIndex: () => undefined } as never, 3, onExtend);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- as the list of messages
    <div ref={scroller} onKeyDown={onKeyDown}>
      {["one", "two", "three"].map((text, i) => (
        <div key={text} data-index={i}>
          <article>{text}</article>
        </div>
      ))}
    </div>
  );
}

test("keys that come within one frame each go one row on", async () => {
  const onExtend = vi.fn<(from: number, to: number) => void>();
  render(<List onExtend={onExtend} />);
  const last = screen.getByText("three");
  for (let n = 0; n < 2; n++) fireEvent.keyDown(last, { key: "ArrowUp", shiftKey: true });
  expect(onExtend.mock.calls).toEqual([
    [2, 1],
    [1, 0],
  ]);
  await waitFor(() => expect(screen.getByText("one")).toHaveFocus());
});
