import { useState, type RefObject } from "react";
import { texts } from "@/texts";
import type { CompletionSource } from "@/ui/form/CompletionBox";
import { insertText } from "@/lib/insertText";

type Found = { name: string; about: string }[];

/** Loaded with the first slash. */
async function found(typed: string): Promise<Found> {
  const { aboutSlash, slashFound } = await import("./commands");
  return slashFound(typed, false).map(({ name }) => ({ name, about: aboutSlash(name) }));
}

/** The commands that are offered after a slash at the beginning of a message. */
export function useSlashBox(field: RefObject<HTMLTextAreaElement | null>): CompletionSource {
  const [hits, setHits] = useState<Found>([]);
  const [typed, setTyped] = useState<string>();

  function follow(before: string | undefined) {
    const next = /^\/([a-z]{0,20})$/.exec(before ?? "")?.[1];
    setTyped(next);
    if (next === undefined) setHits([]);
    else void found(next).then(setHits, () => undefined);
  }

  return {
    label: texts.messages.commandList,
    said: texts.messages.commandsFound(hits.length),
    options:
      typed === undefined
        ? []
        : hits
            .filter(({ name }) => name.startsWith(typed))
            .map(({ name, about }) => ({ key: name, leading: null, label: `/${name}`, note: about })),
    follow,
    pick: (index) => {
      const [area, hit] = [field.current, hits[index]];
      if (area && hit) insertText(area, 0, area.selectionStart, `/${hit.name} `);
      setTyped(undefined);
    },
    waitForFirst: () => false,
  };
}
