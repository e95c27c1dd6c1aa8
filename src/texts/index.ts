import type * as English from "./en";

/** Every word on screen. Read `texts.<noun>.<name>` inside of a function: a module that is loaded knows no language yet. */
export * as texts from "./en";

/** What a language has to say. */
export type Texts = typeof English;
