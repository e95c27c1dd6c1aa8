/** Whether a text may have links that lead out of the app: most have none, and need not be read for them. */
export const mayHaveLinks = (text: string): boolean => /https?:\/\/|www\./i.test(text);
