import { useEffect, useEffectEvent, useState } from "react";
import { between } from "../../parts";
import type { Box } from "./pdfMessages";
import { PdfFailed, PdfFile, type Drawn, type PdfProblem, type Thread } from "./pdfFile";

const startThread = (): Thread => new Worker(new URL("./pdfWorker.ts", import.meta.url), { type: "module" });

export type Pdf = { pages: number; draw: (page: number, box: Box) => Promise<Drawn> };

const problemOf = (error: unknown): PdfProblem => (error instanceof PdfFailed ? error.problem : "broken");

/** A PDF as long as it is looked at; undefined until it is open. */
export function usePdf(url: string, size: number): Pdf | PdfProblem | undefined {
  const [opened, setOpened] = useState<Pdf | PdfProblem>();
  // Its address changes every hour, the PDF does not.
  const read = useEffectEvent(
    async (begin: number, end: number) => await new Blob(await between(url, begin, end)).arrayBuffer(),
  );
  useEffect(() => {
    let isGone = false;
    const file = new PdfFile(startThread(), size, async (begin, end) => await read(begin, end));
    const tell = (found: Pdf | PdfProblem) => !isGone && setOpened(found);
    const fail = (error: unknown) => tell(problemOf(error));
    file
      .pages()
      .then((pages) => tell({ pages, draw: async (page, box) => await file.draw(page, box) }), fail);
    return () => {
      isGone = true;
      file.close();
    };
  }, [size]);
  return opened;
}

/** A page that is drawn, and which. */
export type DrawnPage = Drawn & { page: number };

/** One page of it, drawn anew where there is more or less room; the last one stays until then. */
export function useDrawn(pdf: Pdf, page: number, box: Box | undefined): DrawnPage | PdfProblem | undefined {
  const [drawn, setDrawn] = useState<DrawnPage | PdfProblem>();
  const { width = 0, height = 0 } = box ?? {};
  useEffect(() => {
    if (width === 0 || height === 0) return;
    let isGone = false;
    pdf.draw(page, { width, height }).then(
      (found) => !isGone && setDrawn({ ...found, page }),
      (error: unknown) => !isGone && setDrawn(problemOf(error)),
    );
    return () => {
      isGone = true;
    };
  }, [pdf, page, width, height]);
  return drawn;
}
