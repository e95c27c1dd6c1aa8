/**
 * A ref for the field a person just asked for by opening what it is in. The `autofocus` attribute would be
 * ignored in dialogs, which look for the first button.
 */
export const focusOnMount = (element: HTMLElement | null): void => element?.focus();
