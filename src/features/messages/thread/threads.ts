/** What shows a thread, in one chunk. */
export { TaskDiscussion } from "./TaskDiscussion";
export { ThreadPane } from "./ThreadPane";
