import type { Texts } from ".";
import { speak } from "./language";

type Language = { dir: "ltr" | "rtl"; load: () => Promise<Texts> };

/** The languages besides English, by the first part of their tags. Each is a folder beside `en`, and a line here. */
const LANGUAGES: Readonly<Record<string, Language>> = {
  // de: { dir: "ltr", load: async () => (await import("./de")).de },
};

/** The first of the wanted tags that there are texts for. */
function firstKnown(wanted: readonly string[], languages: Readonly<Record<string, Language>>) {
  for (const tag of wanted) {
    const name = tag.toLowerCase().split("-", 1)[0] ?? "";
    if (name === "en") return undefined;
    const language = Object.hasOwn(languages, name) ? languages[name] : undefined;
    if (language) return { tag, ...language };
  }
  return undefined;
}

/**
 * Chooses the language of the screen: the first that the person's browser asks for and that there is. Call it before
 * anything is drawn.
 *
 * @returns when its texts are there; undefined for English, which is there already. English stays where they cannot be
 *          loaded
 */
export function startLanguage(
  wanted: readonly string[] = navigator.languages,
  languages = LANGUAGES,
): Promise<void> | undefined {
  const chosen = firstKnown(wanted, languages);
  if (!chosen) return undefined;
  const { tag, dir, load } = chosen;
  return load().then(
    (texts) => {
      speak({ tag, texts });
      Object.assign(document.documentElement, { lang: tag, dir });
    },
    () => undefined,
  );
}
