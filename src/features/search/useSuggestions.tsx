import { OPERATORS, type OperatorName } from "@convex/shared/search/query";
import { Clock, Filter, Star } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useMyId } from "@/features/users";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { operatorsLike, typingIn, type Field } from "./chips";
import { recentSearches } from "./recentSearches";
import { useSavedSearches } from "./useSearch";
import { useValues } from "./useValues";

/** What choosing a suggestion does to the field. */
export type Choice =
  | { kind: "operator"; name: OperatorName }
  | { kind: "value"; name: OperatorName; value: string; isNot: boolean }
  | { kind: "search"; text: string };
export type Suggestion = { id: string; label: string; hint?: string; leading: ReactNode; choice: Choice };

const muted = "text-text-muted";

/** What may come next in the field: values of the operator that is typed, operators, or earlier searches. */
export function useSuggestions({ chips, words }: Field): Suggestion[] {
  const typing = typingIn(words);
  const place = chips.findLast(({ name, isNot }) => name === "in" && !isNot)?.value;
  const values = useValues(typing?.name, typing?.value ?? "", place);
  const earlier = useEarlier();
  if (typing) {
    const { name, isNot } = typing;
    return values.map(({ value, label, leading }) => ({
      id: `${name}-${value}`,
      label,
      leading,
      choice: { kind: "value", name, value, isNot },
    }));
  }
  const isEmpty = chips.length === 0 && words.trim() === "";
  const names = isEmpty ? OPERATORS : operatorsLike(words);
  const operators = names.map((name): Suggestion => ({
    id: `operator-${name}`,
    label: `${name}:`,
    hint: texts.search.operators[name],
    leading: <Icon of={Filter} size={14} className={muted} />,
    choice: { kind: "operator", name },
  }));
  return isEmpty ? [...earlier, ...operators] : operators;
}

function useEarlier(): Suggestion[] {
  const myId = useMyId();
  const { saved = [] } = useSavedSearches();
  const [recent] = useState(() => recentSearches(myId));
  const of = (hint: string, icon: typeof Star) => (text: string) => ({
    id: `${hint}-${text}`,
    label: text,
    hint,
    leading: <Icon of={icon} size={14} className={muted} />,
    choice: { kind: "search" as const, text },
  });
  const others = recent.filter((text) => !saved.includes(text));
  return [...saved.map(of(texts.search.saved, Star)), ...others.map(of(texts.search.recent, Clock))];
}
