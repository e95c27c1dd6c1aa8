/** What comes with the first composer, in one chunk, and is not of the first page. */
export { withTask } from "./withTask";
export { SendMenu } from "./SendMenu";
