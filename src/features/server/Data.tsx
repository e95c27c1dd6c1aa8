import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { texts } from "@/texts";
import { exactTime, shortAgo } from "@/texts/time";
import { useNow } from "@/platform/useNow";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { Menu, MenuChoice } from "@/ui/floating/Menu";
import { Icon } from "@/ui/Icon";
import { LoadingLines } from "@/ui/Skeleton";
import { useDocuments, useTables, type DocumentShown, type TableShown } from "./useDocuments";

/** That documents are there, without what people wrote. */
export function Data() {
  const tables = useTables();
  const [name, setName] = useState<TableShown["name"]>("messages");
  const table = tables?.find((one) => one.name === name);
  if (!tables || !table) return <LoadingLines label={texts.server.loadingTables} />;
  return (
    <div className="grid max-w-6xl gap-3 p-4">
      <div>
        <Menu
          trigger={
            <Button size="small">
              {name}
              <Icon of={ChevronDown} size={14} />
            </Button>
          }
        >
          {tables.map((one) => (
            <MenuChoice key={one.name} isChosen={one.name === name} onSelect={() => setName(one.name)}>
              {one.name}
            </MenuChoice>
          ))}
        </Menu>
      </div>
      <p className="max-w-prose text-small text-text-muted">
        {texts.server.whyHidden}
        {table.hidden.length > 0 && ` ${texts.server.hidden(table.hidden)}`}
      </p>
      <Documents key={name} table={table} />
    </div>
  );
}

function Documents({ table }: { table: TableShown }) {
  const { documents, loadMore } = useDocuments(table.name);
  if (!documents) return <LoadingLines label={texts.server.loadingDocuments} />;
  if (documents.length === 0)
    return <Empty title={texts.server.noDocuments}>{texts.server.noDocumentsWhy}</Empty>;
  return (
    <>
      <DocumentTable table={table} documents={documents} />
      {loadMore && (
        <Button className="justify-self-center" onClick={loadMore}>
          {texts.ui.showMore}
        </Button>
      )}
    </>
  );
}

type TableProps = { table: TableShown; documents: readonly DocumentShown[] };

function DocumentTable({ table: { name, shown }, documents }: TableProps) {
  const now = useNow();
  return (
    <div className="overflow-x-auto" role="region" aria-label={name} tabIndex={0}>
      <table className="w-full max-w-3xl">
        <thead className="border-b text-left text-small whitespace-nowrap text-text-muted">
          <tr>
            <th className="py-1 font-normal">{texts.server.id}</th>
            <th className="py-1 pl-3 font-normal">{texts.server.made}</th>
            <th className="py-1 pl-3 text-right font-normal">{texts.server.documentSize}</th>
            {shown.map((field) => (
              <th key={field} className="py-1 pl-3 font-normal">
                {field}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {documents.map((document) => (
            <tr key={document._id} className="border-b whitespace-nowrap">
              <th scope="row" className="py-1.5 text-left font-mono text-small font-normal">
                {document._id}
              </th>
              <td className="py-1.5 pl-3" title={exactTime(document._creationTime)}>
                {shortAgo(document._creationTime, now)}
              </td>
              <td className="tabular py-1.5 pl-3 text-right">{texts.ui.bytes(document.size)}</td>
              {shown.map((field) => (
                <td key={field} className="py-1.5 pl-3">
                  {String(document.shown[field] ?? "")}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
