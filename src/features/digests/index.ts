export { Digest } from "./Digest";
