import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { toast } from "@/ui/floating/toast";
import { useToldCuts } from "./useToldCuts";

const tell = vi.fn<(text: string) => void>();
beforeEach(() => {
  tell.mockClear();
  vi.spyOn(toast, "tell").mockImplementation(tell);
});

function Fields() {
  useToldCuts();
  return (
    <>
      <input aria-label="Name" maxLength={5} />
      <textarea aria-label="Text" />
      <textarea
        aria-label="Lines"
        maxLength={5}
        onPaste={(event) => {
          event.preventDefault();
        }}
      />
    </>
  );
}

async function paste(label: string, text: string) {
  render(<Fields />);
  await userEvent.click(screen.getByRole("textbox", { name: label }));
  await userEvent.paste(text);
}

test("what does not fit into a field is told", async () => {
  await paste("Name", "Too long");
  expect(screen.getByRole("textbox", { name: "Name" })).toHaveValue("Too l");
  expect(tell).toHaveBeenCalledWith("5 characters fit here. The last 3 were left out.");
});

test("what takes the place of a selection has its room", async () => {
  await paste("Name", "Seven");
  const field = screen.getByRole<HTMLInputElement>("textbox", { name: "Name" });
  const pasteOver = (start: number, text: string) => {
    field.setSelectionRange(start, 5);
    const event = new Event("paste", { bubbles: true });
    field.dispatchEvent(Object.assign(event, { clipboardData: { getData: () => text } }));
  };
  pasteOver(0, "Eight");
  expect(tell).not.toHaveBeenCalled();
  pasteOver(5, "s");
  expect(tell).toHaveBeenCalledWith("5 characters fit here. The last one was left out.");
});

test("nothing is told of a field without a limit, or of one that takes the text itself", async () => {
  await paste("Text", "As long as it is");
  await userEvent.click(screen.getByRole("textbox", { name: "Lines" }));
  await userEvent.paste("One\nTwo\nThree");
  expect(tell).not.toHaveBeenCalled();
});
