import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { ANA, BEN, show } from "@/testing.client";
import { toFeed } from "../feed";
import type { MessageActions } from "../list/messageActions";
import type { SavedMessage } from "../message";
import { LinkPreviews } from "./LinkPreviews";

const page = {
  _id: "preview1",
  url: "https://news.example/a",
  site: "news.example · The News",
  title: "Ships are late",
  description: "All of them.",
  hasPicture: true,
};
const PASS = { at: "http://localhost/http/files", pass: "p.q", until: 0 };

type Remove = MessageActions["removePreview"];

function open(previews: object[], { asked = BEN.id, isAdmin = false, removePreview = vi.fn<Remove>() } = {}) {
  const message = {
    _id: "m1",
    authorId: BEN.id,
    text: "",
    sentAt: 1,
    reactions: [],
    files: [],
    linkPreviews: previews,
  } as unknown as SavedMessage;
  show(<LinkPreviews message={toFeed(message)} actions={{ myId: asked, isAdmin, removePreview }} />, {
    answers: { "files:pass": PASS },
  });
  return removePreview;
}

test("a preview is one link to the page, and its picture comes from this server", () => {
  open([page]);
  const link = screen.getByRole("link", { name: "news.example · The News Ships are late All of them." });
  expect(link).toHaveAttribute("href", page.url);
  expect(link).toHaveAttribute("rel", "noopener noreferrer nofollow");
  const source = link.querySelector("img")!.getAttribute("src");
  expect(source).toMatch(/^(http:\/\/localhost)?\/http\/files\/preview1\?pass=p\.q&message=m1$/);
});

test("a picture that does not come leaves its place", () => {
  open([page]);
  const image = screen.getByRole("link").querySelector("img")!;
  const place = image.parentElement!;
  fireEvent.error(image);
  expect(place).toBeVisible();
  expect(place.querySelector("img")).toBeNull();
});

test("what a page says is text, whatever it says", () => {
  const title = `<img src=x onerror="alert(1)"> **bold** \u05d0\u05d1`;
  const { container } = { container: document.body };
  open([{ ...page, title, description: "<script>alert(1)</script>", hasPicture: false }]);
  expect(screen.getByText(title)).toBeVisible();
  expect(screen.getByText("<script>alert(1)</script>")).toBeVisible();
  expect(container.querySelector("img, script, strong")).toBeNull();
});

test("an address that runs something is no link", () => {
  open([{ ...page, url: "javascript:alert(1)" }]);
  expect(screen.queryByRole("link")).toBeNull();
});

test.each([
  ["its author", { asked: BEN.id }, true],
  ["an admin", { asked: ANA.id, isAdmin: true }, true],
  ["another reader", { asked: ANA.id }, false],
])("%s takes it off: %s", async (_who, who, isPossible) => {
  const removePreview = open(
    [page, { ...page, _id: "preview2", site: "b.example", url: "https://b.example/" }],
    who,
  );
  const items = within(screen.getByRole("list", { name: "Link previews" })).getAllByRole("listitem");
  expect(items).toHaveLength(2);
  const button = screen.queryByRole("button", { name: "Remove the preview of b.example" });
  expect(button !== null).toBe(isPossible);
  if (!button) return;
  await userEvent.click(button);
  expect(removePreview).toHaveBeenCalledWith(expect.objectContaining({ id: "m1" }), "https://b.example/");
});
