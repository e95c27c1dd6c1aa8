export { PresentAvatar } from "./PresentAvatar";
export { LastSeen } from "./LastSeen";
export { StatusMark } from "./StatusMark";
export { useMyChoices } from "./useAvailability";
export { useBeats } from "./useBeats";
export { useSetStatus } from "./useStatus";
export { useTypingSigns } from "./useTypingSigns";
export { Onlookers, Typists } from "./lazily";
