import bash from "highlight.js/lib/languages/bash";
import css from "highlight.js/lib/languages/css";
import diff from "highlight.js/lib/languages/diff";
import go from "highlight.js/lib/languages/go";
import json from "highlight.js/lib/languages/json";
import python from "highlight.js/lib/languages/python";
import rust from "highlight.js/lib/languages/rust";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";
import { createLowlight } from "lowlight";
import { Fragment, type ReactNode } from "react";

const lowlight = createLowlight({ bash, css, diff, go, json, python, rust, sql, typescript, xml, yaml });
lowlight.registerAlias({ typescript: ["js", "jsx", "javascript", "mjs"], bash: ["shell", "console"] });

type Node = { type: string; value?: string; properties?: { className?: unknown }; children?: Node[] };

function draw(nodes: Node[] | undefined): ReactNode {
  return (nodes ?? []).map((node, i) => {
    if (node.type === "text") return <Fragment key={i}>{node.value}</Fragment>;
    const names = node.properties?.className;
    return (
      <span key={i} className={Array.isArray(names) ? names.join(" ") : undefined}>
        {draw(node.children)}
      </span>
    );
  });
}

/** Coloured code as elements, or undefined for a language we do not know. */
export function colourCode(text: string, language: string): ReactNode | undefined {
  const name = language.trim().split(/\s/)[0]?.toLowerCase() ?? "";
  if (!lowlight.registered(name)) return undefined;
  return draw(lowlight.highlight(name, text).children as Node[]);
}
