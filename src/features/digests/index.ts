export { Digest } from "./Digest";
export { DigestMailDialog } from "./DigestMailDialog";
