/** What is shown of events, and what takes back the last, in one chunk. */
export { FormerTexts } from "./FormerTexts";
export { History } from "./History";
export { Log } from "./Log";
export { redo, undo } from "./undo";
