export { PeopleProvider, usePeople, usePeopleList, useMyId, usePerson, type Person } from "./PeopleContext";
export { DeactivatedMark } from "./DeactivatedMark";
export { usePresence } from "./usePresence";
export { hasDrafts, useDraft, useKeptDraft } from "./useDraft";
export { personOption, PersonPicker } from "./PersonPicker";
export { useMe, useMembership, useUpdateMe, type Me } from "./useMe";
