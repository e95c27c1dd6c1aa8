import { BEFORE_ALL } from "@convex/shared/unread";
import { useState } from "react";
import { usePeople } from "@/features/users";
import { texts } from "@/texts";
import { isAfter, type FeedMessage } from "../feed";
import { fromWire } from "../mentions";

type Props = { newest: FeedMessage | undefined; myId: string };

/** Reads aloud what others write while the list is open. */
export function NewsForReaders({ newest, myId }: Props) {
  const people = usePeople();
  const [openedAt] = useState(newest?.commitTs ?? BEFORE_ALL);
  const isNews = newest !== undefined && isAfter(newest, openedAt) && newest.authorId !== myId;
  const nameOf = (id: string) => people.get(id)?.name;
  return (
    <p role="status" className="sr-only">
      {isNews &&
        texts.messages.saidBy(
          nameOf(newest.authorId) ?? texts.users.someone,
          fromWire(newest.text, nameOf).text,
        )}
    </p>
  );
}
