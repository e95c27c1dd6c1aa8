import { useEffect, useState, type ReactNode } from "react";
import { texts } from "@/texts";

/** Colouring costs milliseconds a line; a wall of code is shown plain. */
const LONGEST_COLOURED = 20_000;

/** A block of code; colours arrive with their own chunk, after the text. */
export function CodeBlock({ text, language }: { text: string; language: string | undefined }) {
  const [coloured, setColoured] = useState<{ text: string; nodes: ReactNode }>();
  useEffect(() => {
    if (!language || text.length > LONGEST_COLOURED) return;
    let isGone = false;
    void import("./colourCode").then(
      ({ colourCode }) => {
        const nodes = isGone ? undefined : colourCode(text, language);
        if (nodes) setColoured({ text, nodes });
      },
      () => undefined, // The chunk did not arrive: plain code is fine.
    );
    return () => {
      isGone = true;
    };
  }, [text, language]);
  return (
    <pre tabIndex={0} role="group" aria-label={language ? texts.ui.codeIn(language) : texts.ui.code}>
      <code>{coloured?.text === text ? coloured.nodes : text}</code>
    </pre>
  );
}
