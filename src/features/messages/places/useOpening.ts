import { useState } from "react";
import { useLocation, useNavigationType, type Location } from "react-router";
import { keepsView } from "@/lib/keepsView";
import { newId } from "@/lib/newId";
import { forgetLeftAt, leftIn, leftInEntry, type LeftAt } from "./leftAt";

/** The place that an address names: the first message from a position on, which may be the one that is meant. */
export type Address = { ts: bigint; messageId?: string };

/** Where a list opens. */
export type Opening = {
  /** With another one, the list opens anew. */
  id: string;
  /** The place around which it opens; its end, or the first unread message, where there is none. */
  ts?: bigint;
  /** Whether it opens at its end, whatever is unread. */
  isEnd?: boolean;
  /** The message that is meant. */
  messageId?: string;
  /** Where the reader was. */
  leftAt?: LeftAt;
};

/** State of a navigation to the end of a list. */
export const OPENS_END = { opensEnd: true } as const;

const opensEnd = (state: unknown): boolean =>
  typeof state === "object" && state !== null && "opensEnd" in state;

/** The view of a page: another one for another path, and each time an address is followed once more. */
function useView(isAddressed: boolean): string {
  const { key, pathname, state } = useLocation();
  const isBack = useNavigationType() === "POP";
  const [view, setView] = useState({ id: key, entry: key, pathname });
  if (view.entry === key) return view.id;
  const stays = pathname === view.pathname && (isBack || !isAddressed || keepsView(state));
  const next = { id: stays ? view.id : key, entry: key, pathname };
  setView(next);
  return next.id;
}

type Options = {
  /** What the address of the page says of the list. */
  address: Address | "loading" | undefined;
  hasUnread: boolean;
  /** Whether somebody who comes back by a new navigation finds the list where they left it. */
  staysLeft: boolean;
};

/**
 * Where a list opens: where it was left, for those who go back; at the place in the address; at the first unread
 * message; where it was left the last time; at its end.
 *
 * @returns with the way to the end of the list
 */
export function useOpening(
  list: string,
  options: Options,
): { opening: Opening | undefined; openEnd: () => void } {
  const { address } = options;
  const { key: entry, state } = useLocation() as Location<unknown>;
  const isBack = useNavigationType() === "POP";
  const view = useView(address !== undefined);
  const [opened, setOpened] = useState<{ view: string; opening: Opening }>();
  const openEnd = () => {
    forgetLeftAt(list);
    setOpened({ view, opening: { id: newId(), isEnd: true } });
  };
  if (opened?.view === view) return { opening: opened.opening, openEnd };
  if (address === "loading") return { opening: undefined, openEnd };
  const left = isBack ? leftInEntry(list, entry) : undefined;
  const toEnd = left === undefined && opensEnd(state);
  const opening = {
    id: view,
    ...(toEnd ? { isEnd: true } : placeOf(list, { ...options, address }, left, isBack)),
  };
  setOpened({ view, opening });
  return { opening, openEnd };
}

type Known = Options & { address: Address | undefined };

function placeOf(
  list: string,
  { address, hasUnread, staysLeft }: Known,
  left: LeftAt | "end" | undefined,
  isBack: boolean,
): Omit<Opening, "id"> {
  const back = left === "end" ? undefined : left;
  if (back) return { ts: back.ts, leftAt: back };
  if (address && left !== "end") return address;
  const before = !hasUnread && staysLeft && !isBack ? leftIn(list) : undefined;
  return before ? { ts: before.ts, leftAt: before } : {};
}
