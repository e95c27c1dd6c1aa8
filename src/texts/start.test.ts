import { afterEach, expect, test, vi } from "vitest";
import { texts, type Texts } from ".";
import { number } from "./format";
import { speak } from "./language";
import { startLanguage } from "./start";

const german = { ui: { cancel: "Abbrechen" } } as Texts;
const load = vi.fn<() => Promise<Texts>>(() => Promise.resolve(german));
const languages = { de: { dir: "ltr" as const, load }, ar: { dir: "rtl" as const, load } };

afterEach(() => {
  speak(undefined);
  load.mockClear();
  Object.assign(document.documentElement, { lang: "en", dir: "" });
});

test("the first language that the browser asks for and that there is, is spoken, with its dates and numbers", async () => {
  await startLanguage(["fr", "de-AT", "en"], languages);
  expect(texts.ui.cancel).toBe("Abbrechen");
  expect(document.documentElement.lang).toBe("de-AT");
  expect(number(1_234.5)).toBe((1_234.5).toLocaleString("de-AT"));
});

test("a text that is read again is of the language that was chosen meanwhile", () => {
  const { ui } = texts;
  expect(ui.cancel).toBe("Cancel");
  speak({ tag: "de", texts: german });
  expect(ui.cancel).toBe("Abbrechen");
});

test("a language from right to left turns the page", async () => {
  await startLanguage(["ar"], languages);
  expect(document.documentElement.dir).toBe("rtl");
});

test.each([[["en-GB", "de"]], [["fr", "nl"]], [[]], [["constructor"]]])(
  "English asks for nothing and waits for nothing: %j",
  (wanted) => {
    expect(startLanguage(wanted, languages)).toBeUndefined();
    expect(load).not.toHaveBeenCalled();
    expect(texts.ui.cancel).toBe("Cancel");
  },
);

test("with only English to offer, nothing is asked for, whatever the browser speaks", () => {
  expect(startLanguage(["de", "fr", "ja"])).toBeUndefined();
});

test("where a language cannot be loaded, English is spoken", async () => {
  load.mockRejectedValueOnce(new Error("no network"));
  await startLanguage(["de"], languages);
  expect(texts.ui.cancel).toBe("Cancel");
  expect(document.documentElement.lang).toBe("en");
});
