import type { api } from "@convex/_generated/api";
import { kindOf, PDF_TYPE } from "@convex/shared/files";
import type { FunctionReturnType } from "convex/server";

export type FileInfo = FunctionReturnType<typeof api.files.list>["page"][number];

export const isPicture = ({ type }: Pick<FileInfo, "type">): boolean => kindOf(type) === "image";

export const isFilm = ({ type }: Pick<FileInfo, "type">): boolean => kindOf(type) === "video";

/** Of the place that a film has before it loads: its own, or that of most films where no browser could tell. */
export const filmPlace = ({ width = 16, height = 9 }: FileInfo) => ({ aspectRatio: `${width} / ${height}` });

export const isPdf = ({ type }: Pick<FileInfo, "type">): boolean => type === PDF_TYPE;

/** Whether its beginning can be shown as text. */
export const isText = ({ type, name }: Pick<FileInfo, "type" | "name">): boolean =>
  type.startsWith("text/") ||
  /^application\/(json|xml|x-sh|javascript|sql|toml|yaml)$/.test(type) ||
  /\.(md|txt|log|csv|tsv|[cm]?[jt]sx?|json|py|rb|go|rs|java|c|h|cpp|cs|php|sh|sql|css|html?|svg|xml|ya?ml|toml|ini|diff|patch)$/i.test(
    name,
  );

export const isTable = ({ name, type }: Pick<FileInfo, "type" | "name">): boolean =>
  /\.[ct]sv$/i.test(name) || type === "text/csv";
