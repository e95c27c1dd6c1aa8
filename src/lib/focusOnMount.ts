/**
 * A ref for the field a person just asked for by opening what it is in. The `autofocus` attribute would be
 * ignored in dialogs, which look for the first button.
 */
export const focusOnMount = (element: HTMLElement | null): void => element?.focus();

/** A ref for the place that takes over from one that is gone, and with it what had the focus: keys go on from there. */
export const takeLostFocus = (element: HTMLElement | null): void => {
  if (document.activeElement === document.body) element?.focus({ preventScroll: true });
};
