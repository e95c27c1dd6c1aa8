import { useState } from "react";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { CheckField } from "@/ui/form/Field";
import { askPermission, permission, setNotifies, setSound, useHasSound, useNotifies } from "../browser";
import { playSound } from "../ringer/sound";
import { Part } from "./Part";

/** What this browser does when something rings. It is asked by a button, never by itself. */
export function BrowserPart() {
  const hasSound = useHasSound();
  const notifies = useNotifies();
  const [allowed, setAllowed] = useState(permission);
  const isOn = notifies && allowed === "granted";
  const state = isOn ? "granted" : allowed === "granted" ? "off" : allowed;

  async function turnOn() {
    const answer = await askPermission();
    setAllowed(answer);
    if (answer === "granted") setNotifies(true);
  }

  return (
    <Part title={texts.ringing.thisBrowser}>
      <div className="grid gap-1.5">
        <span className="text-small font-medium">{texts.ringing.browserNotifications}</span>
        <p role="status" className="text-text-muted">
          {texts.ringing.permission[state]}
        </p>
        {(state === "default" || state === "off") && (
          <div>
            <Button onClick={() => void turnOn()}>{texts.ringing.turnOn}</Button>
          </div>
        )}
        {isOn && (
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => setNotifies(false)}>{texts.ringing.turnOff}</Button>
            <Button look="ghost" onClick={showOne}>
              {texts.ringing.tryIt}
            </Button>
          </div>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <CheckField label={texts.ringing.sound} checked={hasSound} onChange={setSound} />
        {/* A browser that cannot play it says nothing. */}
        <Button size="small" look="ghost" onClick={() => void playSound().catch(() => undefined)}>
          {texts.ringing.tryIt}
        </Button>
      </div>
    </Part>
  );
}

function showOne() {
  try {
    new Notification(texts.ringing.tryTitle, { tag: "tandem:try", silent: true });
  } catch {
    // Phones show notifications of service workers alone.
  }
}
