import type { Token, Tokens } from "marked";
import { createContext, Fragment, useContext, type ReactNode } from "react";
import { Link, useInRouterContext } from "react-router";
import { safeUrl } from "@/lib/safeUrl";
import { texts } from "@/texts";
import { CodeBlock } from "./CodeBlock";
import { lex } from "@convex/shared/markdown/lex";

/** Draws the mention of somebody: who that is, this room does not know. */
export const MentionContext = createContext<(id: string) => ReactNode>(() => <MentionMark isMe={false} />);

/** Draws an emoji by its name, or what was typed where there is none. */
export const EmojiContext = createContext<(name: string) => ReactNode>((name) => `:${name}:`);

/** What a text names by a sign: a channel by its name, a task by its number. */
export type Reference = { kind: "channel" | "task" | "call"; name: string; raw: string };

/** Draws a reference, or what was typed where there is no such thing. */
export const ReferenceContext = createContext<(reference: Reference) => ReactNode>(({ raw }) => raw);

/** Beyond this the rest of a branch is shown as it was typed. */
const DEEPEST = 20;

/**
 * Markdown as React elements. No HTML string ever reaches the page: `html` tokens and anything unknown are
 * shown as text, links pass an allow list, images become links.
 */
export function Markdown({ text }: { text: string }) {
  return <div className="prose">{draw(lex(text), 0)}</div>;
}

function draw(tokens: Token[] | undefined, depth: number): ReactNode {
  return (tokens ?? []).map((token, i) => <Fragment key={i}>{drawOne(token, depth + 1)}</Fragment>);
}

function drawOne(token: Token, depth: number): ReactNode {
  if (depth > DEEPEST) return token.raw;
  return drawBlock(token, depth) ?? drawInline(token, depth);
}

function drawBlock(token: Token, depth: number): ReactNode | undefined {
  switch (token.type) {
    case "space":
    case "def":
      return null;
    case "paragraph":
      return <p>{draw(token.tokens, depth)}</p>;
    case "heading":
      return <p className="font-semibold">{draw(token.tokens, depth)}</p>;
    case "hr":
      return <hr />;
    case "code":
      return <CodeBlock text={(token as Tokens.Code).text} language={(token as Tokens.Code).lang} />;
    case "blockquote":
      return <blockquote>{draw(token.tokens, depth)}</blockquote>;
    case "list":
      return <List list={token as Tokens.List} depth={depth} />;
    case "table":
      return <Table table={token as Tokens.Table} depth={depth} />;
    default:
      return undefined;
  }
}

function drawInline(token: Token, depth: number): ReactNode {
  switch (token.type) {
    case "mention":
      return <Mention id={(token as unknown as { id: string }).id} />;
    case "emoji":
      return <Emoji name={(token as unknown as { name: string }).name} />;
    case "reference":
      return (token as unknown as Reference).kind === "call" ? (
        <Called>{token.raw}</Called>
      ) : (
        <Referred to={token as unknown as Reference} />
      );
    case "text":
    case "escape":
      return "tokens" in token && token.tokens ? draw(token.tokens, depth) : (token as Tokens.Text).text;
    case "strong":
      return <strong>{draw(token.tokens, depth)}</strong>;
    case "em":
      return <em>{draw(token.tokens, depth)}</em>;
    case "del":
      return <del>{draw(token.tokens, depth)}</del>;
    case "codespan":
      return <code>{(token as Tokens.Codespan).text}</code>;
    case "checkbox":
      return <Box token={token as Tokens.Checkbox} />;
    case "br":
      return <br />;
    case "link":
      return <Anchor href={(token as Tokens.Link).href}>{draw(token.tokens, depth)}</Anchor>;
    case "image":
      return (
        <Anchor href={(token as Tokens.Image).href}>{(token as Tokens.Image).text || token["href"]}</Anchor>
      );
    default:
      return token.raw;
  }
}

/** Where in this app an address leads, if it is one of ours. */
function ownPath(url: string): string | undefined {
  const own = URL.parse?.(url);
  return own && own.origin === location.origin ? `${own.pathname}${own.search}${own.hash}` : undefined;
}

function Anchor({ href, children }: { href: string; children: ReactNode }) {
  const isInApp = useInRouterContext();
  const url = safeUrl(href);
  if (!url) return <span>{children}</span>;
  const path = isInApp ? ownPath(url) : undefined;
  if (path !== undefined) {
    return (
      <Link to={path} draggable={false}>
        {children}
      </Link>
    );
  }
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow" draggable={false}>
      {children}
    </a>
  );
}

const Mention = ({ id }: { id: string }) => useContext(MentionContext)(id);

/** Whether the text calls the people it says: a call that was not allowed is text. */
export const CallContext = createContext(false);

const Called = ({ children }: { children: string }) =>
  useContext(CallContext) ? <span className="mention mention-me">{children}</span> : children;

const Referred = ({ to }: { to: Reference }) => useContext(ReferenceContext)(to);

/** Draws a box that can be ticked, or nothing where one cannot. */
export const CheckContext = createContext<(box: Token) => ReactNode>(() => null);

function Box({ token }: { token: Tokens.Checkbox }) {
  const live = useContext(CheckContext)(token);
  return (
    live ?? <input type="checkbox" checked={token.checked} readOnly disabled aria-label={texts.ui.checkbox} />
  );
}

const Emoji = ({ name }: { name: string }) => useContext(EmojiContext)(name);

/** A name in a text, and whether it is the reader's own. */
export const MentionMark = ({ name = texts.ui.unknown, isMe }: { name?: string; isMe: boolean }) => (
  <span dir="auto" className={isMe ? "mention mention-me" : "mention"}>
    @{name}
  </span>
);

function List({ list, depth }: { list: Tokens.List; depth: number }) {
  const items = list.items.map((item, i) => <li key={i}>{draw(item.tokens, depth)}</li>);
  return list.ordered ? (
    <ol start={list.start === "" ? undefined : list.start}>{items}</ol>
  ) : (
    <ul>{items}</ul>
  );
}

function Table({ table, depth }: { table: Tokens.Table; depth: number }) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={texts.ui.table}>
      <table>
        <thead>
          <tr>
            {table.header.map((cell, i) => (
              <th key={i} align={cell.align ?? undefined}>
                {draw(cell.tokens, depth)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j} align={cell.align ?? undefined}>
                  {draw(cell.tokens, depth)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
