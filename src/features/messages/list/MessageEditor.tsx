import { useState } from "react";
import { usePeople, usePeopleList } from "@/features/users";
import { Button } from "@/ui/Button";
import { MessageField } from "../composer/MessageField";
import type { FeedMessage } from "../feed";
import { fromWire, mentionedIn, toWire, type Person } from "../mentions";
import type { MessageActions } from "./messageActions";

type Props = { message: FeedMessage; actions: MessageActions };

/** Changes a message in its place: Enter saves, Esc leaves it as it was. */
export function MessageEditor({ message, actions }: Props) {
  const people = usePeople();
  const everyone = usePeopleList();
  const [text, setText] = useState(() => fromWire(message.text, (id) => people.get(id)?.name));
  const [picked, setPicked] = useState<readonly Person[]>(() => mentionedIn(message.text, everyone));

  function save() {
    const next = toWire(text, picked).trim();
    if (next === "" || next === message.text) actions.stopEdit();
    else actions.saveEdit(message, next);
  }

  return (
    <div className="measure grid gap-2 py-1">
      <div className="flex rounded-control border border-control-line bg-bg-raised px-2.5 py-1.5 focus-within:border-accent-text">
        <MessageField
          label="Edit message"
          value={text}
          people={everyone}
          focusesOnMount
          onChange={setText}
          onPick={(person) => setPicked((now) => [...now, person])}
          onSubmit={save}
          onOtherKey={(event) => {
            if (event.key !== "Escape") return;
            event.preventDefault();
            event.stopPropagation();
            actions.stopEdit();
          }}
        />
      </div>
      <div className="flex gap-2">
        <Button size="small" look="primary" onClick={save} disabled={text.trim() === ""}>
          Save
        </Button>
        <Button size="small" look="ghost" onClick={actions.stopEdit}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
