import { usePeople } from "@/features/users";
import type { FeedMessage } from "../feed";
import { fromWire } from "../mentions";

/** Messages that something is about to be done with: how they begin, and of several who said them. */
export function Quotes({ messages }: { messages: readonly FeedMessage[] }) {
  const people = usePeople();
  const isOne = messages.length === 1;
  return (
    <div className="grid max-h-48 gap-2 overflow-y-auto border-l-2 pl-3 text-text-muted">
      {messages.map(({ key, authorId, text }) => (
        <blockquote key={key} dir="auto" className="[overflow-wrap:anywhere]">
          {!isOne && <p className="text-small font-medium text-text">{people.nameOf(authorId)}</p>}
          <p className={isOne ? "line-clamp-4" : "line-clamp-2"}>
            {fromWire(text, (id) => people.get(id)?.name).text}
          </p>
        </blockquote>
      ))}
    </div>
  );
}
