import { PLAIN_COLUMNS, type BoardColumn } from "@convex/shared/board/columns";
import { createContext, use } from "react";

/** The columns of the board around: where its cards can be moved. */
export const ColumnsContext = createContext<readonly BoardColumn[]>(PLAIN_COLUMNS);

export const useBoardColumns = (): readonly BoardColumn[] => use(ColumnsContext);
