/** What is taken from pages, most of which mean well. */
import { expect, test } from "vitest";
import { LIMITS } from "../../shared/limits";
import { asPicture } from "./look";
import { readPage } from "./reading";

const AT = new URL("https://www.news.example/a/b");
const read = (html: string | Uint8Array, type = "text/html") =>
  readPage(typeof html === "string" ? new TextEncoder().encode(html) : html, type, AT);

test("a page is known by what it says for others, and else by its title", () => {
  const rich = `<!doctype html><head>
    <title>Plain</title><meta name="description" content="Plain words">
    <meta property="og:title" content="Rich &amp; new"><meta property="og:description" content="Rich words">
    <meta property="og:site_name" content="The News"><meta property="og:image" content="../p.png?a=1&amp;b=2">
    <meta name="twitter:title" content="Short"></head>`;
  expect(read(rich)).toEqual({
    title: "Rich & new",
    description: "Rich words",
    site: "news.example · The News",
    pictureUrl: "https://www.news.example/p.png?a=1&b=2",
  });
  expect(read("<title> A\n  title </title>")).toEqual({ title: "A title", site: "news.example" });
  expect(
    read(`<meta name="twitter:title" content="T"><meta name=twitter:image content=//cdn.example/x>`),
  ).toEqual({
    title: "T",
    site: "news.example",
    pictureUrl: "https://cdn.example/x",
  });
});

test.each([
  ["nothing", ""],
  ["no title", "<p>Hello</p>"],
  ["an empty title", "<title>  \n </title>"],
  ["a title that nobody sees", "<title>\u200b\u202e\u2060</title>"],
  ["the title of a drawing", "<svg><title>Logo</title></svg>"],
])("%s is no preview", (_name, html) => {
  expect(read(html)).toBeNull();
});

test.each([
  ["<title><script>alert(1)</script></title>", "<script>alert(1)</script>"],
  ["<title>&lt;img src=x onerror=alert(1)&gt;</title>", "<img src=x onerror=alert(1)>"],
  ["<title>a&#x202E;b\u2066c\u0000d</title>", "abcd"],
  ["<title>**bold** `code` <@abc></title>", "**bold** `code` <@abc>"],
  ["<title>&amp;amp; &notanentity; &#99999999;</title>", "&amp; ¬anentity; �"],
  ["<title>مرحبا بالعالم</title>", "مرحبا بالعالم"],
  ["<title>One</title><title>Two</title>", "One"],
  ["<svg><title>Logo</title></svg><title>Page</title>", "Page"],
  ["<title>Unclosed", "Unclosed"],
  ["<!-- <title>Hidden</title> --><title>Shown</title>", "Shown"],
  [`<script>var a = "<title>Script</title>"</script><title>Page</title>`, "Page"],
])("%j is the text %j", (html, title) => {
  expect(read(html)?.title).toBe(title);
});

test("long texts are cut between characters", () => {
  const family = "👩‍👩‍👧‍👦";
  const page = read(
    `<title>${family.repeat(10_000)}</title><meta name=description content="${"é".repeat(100_000)}">
     <meta property=og:site_name content="${"x".repeat(100_000)}">`,
  )!;
  expect(page.title.length).toBeLessThanOrEqual(LIMITS.linkTitle);
  expect(page.title).toMatch(new RegExp(`^(${family})+…$`, "u"));
  expect(page.description).toMatch(/^(é)+…$/u);
  expect(page.site.length).toBeLessThanOrEqual(2 * LIMITS.linkSite);
  expect(page.site.startsWith("news.example · xxx")).toBe(true);
});

test("a page's own name never stands without its host", () => {
  expect(read(`<title>Sign in</title><meta property=og:site_name content="Your Bank">`)!.site).toBe(
    "news.example · Your Bank",
  );
});

test.each([
  ["the header", Buffer.from("<title>caf\xe9</title>", "latin1"), "text/html; charset=ISO-8859-1"],
  ["a meta", Buffer.from("<meta charset='windows-1252'><title>caf\xe9</title>", "latin1"), "text/html"],
  [
    "an old meta",
    Buffer.from(
      `<meta http-equiv=content-type content="text/html; charset=latin1"><title>caf\xe9</title>`,
      "latin1",
    ),
    "text/html",
  ],
  ["its first bytes", Buffer.from("\ufeff<title>café</title>", "utf16le"), "text/html; charset=utf-8"],
  ["nothing", Buffer.from("<title>café</title>"), "text/html"],
  ["a set that there is none", Buffer.from("<title>café</title>"), "text/html; charset=klingon"],
])("the character set comes from %s", (_name, bytes, type) => {
  expect(read(bytes, type)?.title).toBe("café");
});

test("Japanese in its old sets is read", () => {
  const bytes = Buffer.concat([
    Buffer.from("<title>"),
    Buffer.from([0x93, 0xfa, 0x96, 0x7b]),
    Buffer.from("</title>"),
  ]);
  expect(read(bytes, "text/html; charset=Shift_JIS")?.title).toBe("日本");
});

test("a page of half a megabyte of tags is read in no time", () => {
  const start = performance.now();
  read(`${"<a b='".repeat(40_000)}<title>x`);
  read("<meta ".repeat(80_000));
  read("<svg>".repeat(100_000));
  read("&".repeat(LIMITS.linkPage));
  expect(performance.now() - start).toBeLessThan(5_000);
});

/** The head of a PNG of a size. */
function png(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(64);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  bytes.set([0x49, 0x44, 0x41, 0x54], 37);
  return bytes;
}

test("a page whose elements lie in each other without an end is read as far as a browser would", () => {
  const late = `<meta name="description" content="Late">`;
  const deep = (levels: number) => read(`<title>T</title>${"<b>".repeat(levels)}${late}`);
  expect(deep(500)?.description).toBe("Late");
  expect(deep(170_000)).toEqual({ title: "T", site: "news.example" });
  const closed = read(`<title>T</title>${"<p><img><b>x</b></p>".repeat(1_000)}${late}`);
  expect(closed?.description).toBe("Late");
});

test("a picture is what begins as one and has few enough pixels", async () => {
  expect(await asPicture(png(1_200, 630))).toMatchObject({ type: "image/png" });
  expect(await asPicture(png(LIMITS.linkPicturePixels + 1, 10))).toBeNull();
  expect(await asPicture(png(0, 10))).toBeNull();
  const others = ["<svg xmlns='http://www.w3.org/2000/svg'/>", "<script>", "", "%PDF-1.7", "GIF89a"];
  for (const text of others) expect(await asPicture(new TextEncoder().encode(text)), text).toBeNull();
});
