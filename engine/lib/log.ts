/** Structured log: one JSON object a line on standard error. Secrets are never passed in. */
export type LogFields = Record<string, string | number | boolean | null | undefined>;
export type Log = (level: "info" | "warn" | "error", event: string, fields?: LogFields) => void;

export const stderrLog: Log = (level, event, fields = {}) => {
  process.stderr.write(`${JSON.stringify({ level, event, at: new Date().toISOString(), ...fields })}\n`);
};

export const silentLog: Log = () => {};
