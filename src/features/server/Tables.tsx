import type { ServerFigures } from "@/platform/auth/serverFigures";
import { texts } from "@/texts";
import { number } from "@/texts/format";
import { exactTime } from "@/texts/time";
import { Section } from "@/ui/Section";

/** Counts are kept once an hour. */
const ALMOST_A_DAY_MS = 22.5 * 3_600_000;

/** How many documents each table has, and how many more than a day ago, or when somebody looked first. */
export function Tables({ tables, comparedAt, now }: Pick<ServerFigures, "tables" | "comparedAt" | "now">) {
  return (
    <Section title={texts.server.tables}>
      <table className="w-full max-w-xl">
        <thead className="border-b text-left text-small text-text-muted">
          <tr>
            <th className="py-1 font-normal">{texts.server.table}</th>
            <th className="py-1 pl-3 text-right font-normal">{texts.server.documents}</th>
            <th className="py-1 pl-3 text-right font-normal" title={exactTime(comparedAt)}>
              {now - comparedAt > ALMOST_A_DAY_MS ? texts.server.grownInADay : texts.server.grown}
            </th>
          </tr>
        </thead>
        <tbody>
          {tables.map(({ component, name, count, before }) => (
            <tr key={`${component}/${name}`} className="border-b">
              <td className="py-1.5 [overflow-wrap:anywhere]">
                {component === "" ? name : `${component}/${name}`}
              </td>
              <td className="tabular py-1.5 pl-3 text-right">{number(count)}</td>
              <td className="tabular py-1.5 pl-3 text-right text-text-muted">
                {texts.server.more(count - (before ?? 0))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
