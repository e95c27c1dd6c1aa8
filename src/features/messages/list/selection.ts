/** Selecting messages by keyboard. A click selects none, so that keys typed after it do nothing to a message. */

/** Puts the keyboard on a message: its keys work until it leaves. */
export function selectMessage(article: HTMLElement | null | undefined): void {
  if (!article) return;
  article.tabIndex = -1;
  article.focus({ preventScroll: true });
}

/** From a field to the newest message above it, or to the empty list. */
export function selectNewest(field: HTMLElement): void {
  const page = field.closest<HTMLElement>("main, aside");
  const list = page?.querySelector<HTMLElement>("[role=log]");
  const newest = [...(list?.querySelectorAll<HTMLElement>("article") ?? [])].at(-1);
  if (newest) selectMessage(newest);
  else if (list) list.focus();
  else if (page) {
    // Nothing is loaded yet: the page itself takes the keyboard, so that its keys are commands.
    page.tabIndex = -1;
    page.focus({ preventScroll: true });
  }
}
