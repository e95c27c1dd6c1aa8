export { useMarkSeen, useUnseen, useWaiting } from "./useUnseen";
