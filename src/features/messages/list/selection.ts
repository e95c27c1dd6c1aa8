/** Selecting messages by keyboard. A click selects none, so that keys typed after it do nothing to a message. */

/** Puts the keyboard on a message: its keys work until it leaves. */
export function selectMessage(article: HTMLElement | null | undefined): void {
  if (!article) return;
  article.tabIndex = -1;
  article.focus({ preventScroll: true });
}

/** From a field to the newest message above it, or to the empty list. */
export function selectNewest(field: HTMLElement): void {
  const list = field.closest("main, aside")?.querySelector<HTMLElement>("[role=log]");
  const newest = [...(list?.querySelectorAll<HTMLElement>("article") ?? [])].at(-1);
  if (newest) selectMessage(newest);
  else list?.focus();
}
