import { act, render } from "@testing-library/react";
import { expect, test } from "vitest";
import { Observable } from "@/lib/observable";
import { Avatar } from "./Avatar";
import { PictureContext } from "./usePicture";

test("the initials stand where there is no picture, while it loads, and when it can't be had; the place is the same", () => {
  const source = new Observable<string | undefined>(undefined);
  const asked: boolean[] = [];
  const sourceOf = (_picture: string, isSmall: boolean) => {
    asked.push(isSmall);
    return source;
  };
  const { container, rerender } = render(
    <PictureContext value={sourceOf}>
      <Avatar id="ana" name="Ana Ruiz" size={36} />
    </PictureContext>,
  );
  const place = () => (container.firstElementChild as HTMLElement).style.width;
  expect([container.textContent, asked, place()]).toEqual(["AR", [], "36px"]);
  rerender(
    <PictureContext value={sourceOf}>
      <Avatar id="ana" name="Ana Ruiz" picture="p1" size={36} />
    </PictureContext>,
  );
  expect(container.textContent).toBe("AR");
  act(() => source.set("blob:1"));
  expect([container.querySelector("img")?.src, container.textContent, place()]).toEqual([
    "blob:1",
    "",
    "36px",
  ]);
  expect(asked.every(Boolean)).toBe(true);
  rerender(
    <PictureContext value={sourceOf}>
      <Avatar id="ana" name="Ana Ruiz" picture="p1" size={56} />
    </PictureContext>,
  );
  expect(asked.at(-1)).toBe(false);
});
