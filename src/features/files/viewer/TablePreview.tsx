import { parse } from "csv-parse/browser/esm/sync";
import { CodeBlock } from "@/ui/markdown/CodeBlock";

/** More rows than these are a file to download. */
const MOST_ROWS = 500;

type Props = { text: string; isTabbed: boolean; isCut: boolean };

function rowsOf({ text, isTabbed, isCut }: Props): string[][] | null {
  try {
    // The last line of a text that was cut is not whole.
    const whole = isCut ? text.slice(0, text.lastIndexOf("\n")) : text;
    return parse(whole, {
      delimiter: isTabbed ? "\t" : [",", ";"],
      relax_column_count: true,
      relax_quotes: true,
      bom: true,
      to: MOST_ROWS,
    });
  } catch {
    return null;
  }
}

/** Values between commas as a table; as they are where they make none. */
export function TablePreview(props: Props) {
  const rows = rowsOf(props);
  const [head, ...body] = rows ?? [];
  if (!head) return <CodeBlock text={props.text} language={undefined} />;
  return (
    <div className="prose max-w-none">
      <table>
        <thead>
          <tr>
            {head.map((cell, i) => (
              <th key={i} dir="auto">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, i) => (
            <tr key={i}>
              {row.map((cell, at) => (
                <td key={at} dir="auto">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
