import { useEffect, useState } from "react";
import { texts } from "@/texts";

const PATIENCE_MS = 4_000;

/** Says why nothing comes, once it has taken long enough to wonder. */
export function ConnectingNote() {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isLate) return null;
  return (
    <p role="status" className="anim-fade absolute inset-x-0 top-1/2 text-center text-text-muted">
      {texts.shell.waitingForServer}
    </p>
  );
}
