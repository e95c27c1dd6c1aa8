export { useMarkSeen, useUnseen } from "./useUnseen";
