/** The language of the screen. English is built in; another takes its place before the first view is drawn. */

/** Texts by noun. */
export type Catalogue = Readonly<Record<string, object>>;

/** The name of a language as browsers write it ("de-AT"), and its texts. */
export type Spoken = { tag: string; texts: Catalogue };

let spoken: Spoken | undefined;

/** Every text is read in this language from now on; undefined stands for English. */
export function speak(language: Spoken | undefined): void {
  spoken = language;
}

/** The locale of dates and numbers: that of the chosen language, the browser's own with English. */
export const locale = (): string | undefined => spoken?.tag;

/** The texts of a noun: in the chosen language when they are read, or else these. */
export function translated<T extends object>(noun: string, english: T): T {
  return new Proxy(english, {
    get: (own, key) => Reflect.get(spoken?.texts[noun] ?? own, key) as unknown,
  });
}
