import { LIMITS } from "@convex/shared/limits";
import { AI_MODES, type AiMode } from "@convex/shared/tasks";
import { useState, type FormEvent } from "react";
import { usePerson } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { dollars, number } from "@/texts/format";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/form/Field";
import { Segmented } from "@/ui/form/Segmented";
import { LoadingLines } from "@/ui/Skeleton";
import { toast } from "@/ui/floating/toast";
import { useAi, useSaveAi, type AiOverview } from "./useAi";

/** For admins: what AI may do, who is asked, and what it uses. */
export function AiSettings() {
  const ai = useAi();
  if (!ai) return <LoadingLines label={texts.ui.loading} />;
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
    <section aria-label={texts.settings.categoriesOfTasks} className="grid justify-items-start gap-2">
      <h2 className="font-semibold">{texts.settings.categoriesOfTasks}</h2>
      <Segmented
        label={texts.settings.whoDecides}
        value={ai.mode}
        options={AI_MODES.map((value) => ({ value, label: texts.settings.aiModes[value] }))}
        onChange={(mode: AiMode) => void reportRefusal(save({ mode }))}
      />
      <p className="text-small text-text-muted">{explain(ai)}</p>
    </section>
  );
}

function explain({ mode, provider }: AiOverview): string {
  if (mode === "off") return texts.settings.aiOff;
  if (mode === "rules") return texts.settings.aiRules;
  return provider === null
    ? texts.settings.aiProviderMissing
    : texts.settings.aiProvider(provider.kind, provider.model);
}

function Budget({ ai }: { ai: AiOverview }) {
  const save = useSaveAi();
  const [text, setText] = useState(String(ai.monthlyTokens));
  const tokens = Number(text);
  const isValid =
    text.trim() !== "" && Number.isInteger(tokens) && tokens >= 0 && tokens <= LIMITS.aiMonthlyTokens;

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isValid && (await reportRefusal(save({ monthlyTokens: tokens }))))
      toast.tell(texts.settings.budgetSaved);
  }

  return (
    <form
      aria-label={texts.settings.budget}
      className="flex items-start gap-3"
      onSubmit={(event) => void handleSubmit(event)}
    >
      <TextField
        label={texts.settings.tokensAMonth}
        hint={texts.settings.budgetHint}
        error={isValid ? undefined : texts.settings.budgetInvalid(LIMITS.aiMonthlyTokens)}
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
        {texts.ui.save}
      </Button>
    </form>
  );
}

function Usage({ ai }: { ai: AiOverview }) {
  const used = ai.total.inputTokens + ai.total.outputTokens;
  const micros = ai.total.costMicros;
  const share = ai.monthlyTokens === 0 ? 1 : Math.min(1, used / ai.monthlyTokens);
  return (
    <section aria-label={texts.settings.usage} className="grid gap-3">
      <h2 className="font-semibold">{texts.settings.usage}</h2>
      <div className="grid gap-1">
        <div className="h-1.5 overflow-hidden rounded-full bg-bg-active">
          <div
            className={`h-full rounded-full ${share >= 1 ? "bg-danger" : "bg-accent"}`}
            style={{ width: `${share * 100}%` }}
          />
        </div>
        <p className="tabular text-small text-text-muted">
          {texts.settings.tokensUsed(used, ai.monthlyTokens, micros > 0 ? dollars(micros) : undefined)}
        </p>
      </div>
      {ai.usage.length === 0 ? (
        <p className="text-small text-text-muted">{texts.settings.noUsage}</p>
      ) : (
        <table className="w-full text-left text-small">
          <thead className="text-text-muted">
            <tr className="border-b">
              <th className="py-1.5 font-medium">{texts.settings.person}</th>
              <th className="py-1.5 text-right font-medium">{texts.settings.requests}</th>
              <th className="py-1.5 text-right font-medium">{texts.settings.tokens}</th>
              <th className="py-1.5 text-right font-medium">{texts.settings.cost}</th>
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
          <Avatar id={person.id} name={person.name} picture={person.picture} size={20} />
          <span className="truncate">{person.name}</span>
        </span>
      </td>
      <td className="text-right">{number(row.requests)}</td>
      <td className="text-right">{number(row.inputTokens + row.outputTokens)}</td>
      <td className="text-right">{row.costMicros === 0 ? "–" : dollars(row.costMicros)}</td>
    </tr>
  );
}
