import type { MouseEvent } from "react";

/** What a menu of the sidebar is about. */
export type MenuOf = { channelId: string } | { sectionId: string };

/** Where it opens, in pixels of the window, and what has the focus again when it closes. */
export type MenuPlace = { x: number; y: number; opener: HTMLElement };

export type AskForMenu = (of: MenuOf, place: MenuPlace) => void;

/** At the pointer or the finger; below what was focused, where the menu was asked for by a key. */
export function menuPlace(event: MouseEvent<HTMLElement>): MenuPlace {
  if (event.type === "contextmenu") event.preventDefault();
  const opener = event.currentTarget;
  const { left, bottom, right } = opener.getBoundingClientRect();
  const isButton = event.type === "click";
  const isAtPointer = !isButton && (event.clientX !== 0 || event.clientY !== 0);
  if (isAtPointer) return { x: event.clientX, y: event.clientY, opener };
  return { x: isButton ? right : left + 8, y: bottom, opener };
}
