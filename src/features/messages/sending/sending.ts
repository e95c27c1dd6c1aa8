/** What comes with the first composer, in one chunk, and is not of the first page. */
export { SendMenu } from "./SendMenu";
export { withTask } from "./withTask";
