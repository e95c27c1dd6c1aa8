import { LIMITS } from "@convex/shared/limits";
import type { AiMode } from "@convex/shared/tasks";
import { useState, type FormEvent } from "react";
import { usePerson } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/form/Field";
import { Segmented } from "@/ui/form/Segmented";
import { LoadingLines } from "@/ui/Skeleton";
import { toast } from "@/ui/floating/toast";
import { useAi, useSaveAi, type AiOverview } from "./useAi";

const MODES = [
  { value: "off", label: "Off" },
  { value: "rules", label: "Rules only" },
  { value: "provider", label: "AI provider" },
] as const;

const PROVIDER_NAMES = { anthropic: "Anthropic", openai: "an OpenAI-compatible address" };

/** For admins: what AI may do, who is asked, and what it uses. */
export function AiSettings() {
  const ai = useAi();
  if (!ai) return <LoadingLines label="Loading…" />;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="grid max-w-2xl gap-8 px-4 py-6 wide:px-6">
        <Switch ai={ai} />
        <Budget key={ai.monthlyTokens} ai={ai} />
        <Usage ai={ai} />
      </div>
    </div>
  );
}

function Switch({ ai }: { ai: AiOverview }) {
  const save = useSaveAi();
  return (
    <section aria-label="Categories of tasks" className="grid justify-items-start gap-2">
      <h2 className="font-semibold">Categories of tasks</h2>
      <Segmented
        label="Who decides"
        value={ai.mode}
        options={MODES}
        onChange={(mode: AiMode) => void reportRefusal(save({ mode }))}
      />
      <p className="text-small text-text-muted">{explain(ai)}</p>
    </section>
  );
}

function explain({ mode, provider }: AiOverview): string {
  if (mode === "off") return "Tasks get a category only when a person chooses one.";
  const rules =
    "Built-in rules look at words, due dates and your team’s corrections. Nothing leaves this server.";
  if (mode === "rules") return rules;
  if (provider === null)
    return `${rules} No provider is set up: ANTHROPIC_API_KEY, or AI_BASE_URL with AI_MODEL, connects one.`;
  return `${PROVIDER_NAMES[provider.kind].replace(/^an/, "An")} is asked, with the model ${provider.model}. It is sent a task's text, the conversation the task came from and the names of people in it. When it fails, the rules decide.`;
}

function Budget({ ai }: { ai: AiOverview }) {
  const save = useSaveAi();
  const [text, setText] = useState(String(ai.monthlyTokens));
  const tokens = Number(text);
  const isValid =
    text.trim() !== "" && Number.isInteger(tokens) && tokens >= 0 && tokens <= LIMITS.aiMonthlyTokens;

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isValid && (await reportRefusal(save({ monthlyTokens: tokens })))) toast.tell("Budget saved");
  }

  return (
    <form
      aria-label="Budget"
      className="flex items-start gap-3"
      onSubmit={(event) => void handleSubmit(event)}
    >
      <TextField
        label="Tokens a month"
        hint="When they’re used up, the built-in rules decide until the 1st of next month (UTC)."
        error={
          isValid ? undefined : `Enter a whole number up to ${LIMITS.aiMonthlyTokens.toLocaleString("en")}`
        }
        inputMode="numeric"
        className="max-w-80 flex-1"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button
        type="submit"
        className="mt-6 !h-9 touch:!h-11"
        disabled={!isValid || tokens === ai.monthlyTokens}
      >
        Save
      </Button>
    </form>
  );
}

function Usage({ ai }: { ai: AiOverview }) {
  const used = ai.usage.reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0);
  const micros = ai.usage.reduce((sum, { costMicros }) => sum + costMicros, 0);
  const share = ai.monthlyTokens === 0 ? 1 : Math.min(1, used / ai.monthlyTokens);
  return (
    <section aria-label="Usage this month" className="grid gap-3">
      <h2 className="font-semibold">Usage this month</h2>
      <div className="grid gap-1">
        <div className="h-1.5 overflow-hidden rounded-full bg-bg-active">
          <div
            className={`h-full rounded-full ${share >= 1 ? "bg-danger" : "bg-accent"}`}
            style={{ width: `${share * 100}%` }}
          />
        </div>
        <p className="tabular text-small text-text-muted">
          {used.toLocaleString()} of {ai.monthlyTokens.toLocaleString()} tokens
          {micros > 0 && `, ${dollars(micros)}`}
        </p>
      </div>
      {ai.usage.length === 0 ? (
        <p className="text-small text-text-muted">No tasks were sent to a provider this month.</p>
      ) : (
        <table className="w-full text-left text-small">
          <thead className="text-text-muted">
            <tr className="border-b">
              <th className="py-1.5 font-medium">Person</th>
              <th className="py-1.5 text-right font-medium">Requests</th>
              <th className="py-1.5 text-right font-medium">Tokens</th>
              <th className="py-1.5 text-right font-medium">Cost</th>
            </tr>
          </thead>
          <tbody>
            {ai.usage.map((row) => (
              <UsageRow key={row.userId} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function UsageRow({ row }: { row: AiOverview["usage"][number] }) {
  const person = usePerson(row.userId);
  return (
    <tr className="tabular border-b">
      <td className="py-1.5">
        <span className="flex min-w-0 items-center gap-2">
          <Avatar id={person.id} name={person.name} imageUrl={person.imageUrl} size={20} />
          <span className="truncate">{person.name}</span>
        </span>
      </td>
      <td className="text-right">{row.requests.toLocaleString()}</td>
      <td className="text-right">{(row.inputTokens + row.outputTokens).toLocaleString()}</td>
      <td className="text-right">{row.costMicros === 0 ? "–" : dollars(row.costMicros)}</td>
    </tr>
  );
}

const dollars = (micros: number) =>
  (micros / 1_000_000).toLocaleString("en", {
    style: "currency",
    currency: "USD",
    maximumFractionDigits: 4,
  });
