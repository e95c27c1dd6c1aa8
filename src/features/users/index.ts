export { PeopleProvider, usePeople, usePeopleList, useMyId, usePerson, type Person } from "./PeopleContext";
export { DeactivatedMark } from "./DeactivatedMark";
export { useLook } from "./useLook";
export { PersonPicker } from "./PersonPicker";
export { useMe, useMembership, useUpdateMe, type Me } from "./useMe";
