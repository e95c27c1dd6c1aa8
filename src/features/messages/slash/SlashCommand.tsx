import { useEffect, useEffectEvent, useRef, useState } from "react";
import { errorCode, errorText } from "@/platform/errorText";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { toast } from "@/ui/floating/toast";
import { asked, type Asked } from "../later/asking";
import { aboutSlash, SLASH_COMMANDS, slashFound } from "./commands";
import { slashParts } from "./isSlash";
import { useSlashTools } from "./useSlashTools";

type What = Extract<Asked, { kind: "command" }>;

const close = () => asked.set(undefined);

/** Runs what was typed behind a slash; a word that is no command is sent as text only once its author says so. */
export function SlashCommand({ what }: { what: What }) {
  const [isHelp, setIsHelp] = useState(false);
  const { word, rest } = slashParts(what.text);
  const tools = useSlashTools(what, () => setIsHelp(true));
  const command = slashFound(word, tools.isDirect).find(({ name }) => name === word);
  const hasRun = useRef(false);
  const run = useEffectEvent(async () => {
    // Once, also where effects are run twice to find mistakes.
    if (!command || hasRun.current) return;
    hasRun.current = true;
    try {
      const problem = await command.run(tools, rest);
      if (typeof problem === "string") toast.error(problem);
      else what.done();
    } catch (error) {
      toast.error(errorText(errorCode(error)));
    }
    if (command.name !== "help") close();
  });
  const isKnown = command !== undefined;
  useEffect(() => {
    if (isKnown) void run();
  }, [isKnown]);
  if (isHelp) return <Help />;
  if (isKnown) return null;
  return (
    <Dialog title={texts.later.noCommand(word)} onClose={close}>
      <p className="text-text-muted">{texts.later.noCommandWhy}</p>
      <DialogActions>
        <Button onClick={close}>{texts.ui.cancel}</Button>
        <Button
          look="primary"
          onClick={() => {
            close();
            what.send(what.text);
            what.done();
          }}
        >
          {texts.later.sendAsText}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

const Help = () => (
  <Dialog title={texts.messages.commandList} isText onClose={close}>
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2">
      {SLASH_COMMANDS.map(({ name }) => (
        <div key={name} className="contents">
          <dt className="font-medium">/{name}</dt>
          <dd className="text-text-muted">{aboutSlash(name)}</dd>
        </div>
      ))}
    </dl>
  </Dialog>
);
