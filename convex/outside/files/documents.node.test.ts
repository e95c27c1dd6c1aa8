/// <reference types="node" />
/** The words of documents: those of each kind, and what is made to harm costs little and has none. */
import { buffer } from "node:stream/consumers";
import { constants, deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { ZipFile } from "yazl";
import { officeText } from "./office";
import { BOUNDS, pdfText } from "./pdf";

const MOST = 20_000;
type Bytes = Uint8Array<ArrayBuffer>;

async function zip(parts: Record<string, string | Buffer>): Promise<Bytes> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(parts)) archive.addBuffer(Buffer.from(content), name);
  archive.end();
  return new Uint8Array(await buffer(archive.outputStream as NodeJS.ReadableStream));
}

/** A PDF of these objects, the first of which is its catalog. */
function pdfOf(objects: (string | Buffer)[], trailer = ""): Bytes {
  const parts = [Buffer.from("%PDF-1.7\n")];
  const size = () => parts.reduce((sum, { length }) => sum + length, 0);
  const places = objects.map((object, i) => {
    const at = size();
    parts.push(Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n"));
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const at = size();
  const head = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join("")}`;
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${at}\n%%EOF\n`;
  return new Uint8Array(Buffer.concat([...parts, Buffer.from(head), Buffer.from(end)]));
}

/** Packed so that it unpacks to so many million spaces: a piece that ends between two bytes can be repeated. */
function packed(millions: number): Buffer {
  const piece = deflateRawSync(Buffer.alloc(1_000_000, " "), { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([...Array<Buffer>(millions).fill(piece), Buffer.from([3, 0])]);
}

/** An archive of one part that is packed already. */
function zipOf(name: string, content: Buffer, size: number): Bytes {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(8, 4);
  facts.writeUInt32LE(content.length, 14);
  facts.writeUInt32LE(size, 18);
  facts.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), facts, Buffer.from(name), content]);
  const list = Buffer.concat([
    Buffer.from("PK\u0001\u0002\u0014\0"),
    facts,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(local.length, 16);
  return new Uint8Array(Buffer.concat([local, list, end]));
}

const stream = (content: string | Buffer, entries = "") =>
  Buffer.concat([
    Buffer.from(`<< /Length ${content.length} ${entries}>>\nstream\n`),
    Buffer.from(content),
    Buffer.from("\nendstream"),
  ]);

/** As many pages as wanted, which have the same content. */
const pagesOf = (content: Buffer, count = 1) =>
  pdfOf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${count} /Kids [${"3 0 R ".repeat(count)}] >>`,
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    content,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ]);

const line = (text: string) => stream(`BT /F1 1 Tf 72 700 Td (${text}) Tj ET`);

const KINDS: Record<string, () => Promise<Bytes>> = {
  docx: async () =>
    await zip({
      "[Content_Types].xml": "<Types/>",
      "word/document.xml": `<w:document><w:p><w:instrText>PAGE</w:instrText><w:r><w:t>We meet in Ky</w:t></w:r><w:r><w:t>oto &amp; win</w:t></w:r></w:p><wp:posOffset>4711</wp:posOffset></w:document>`,
      "word/footnotes.xml": "<w:p><w:t>below</w:t></w:p>",
    }),
  xlsx: async () =>
    await zip({
      "xl/worksheets/sheet1.xml": `<sheetData><c t="s"><v>815</v></c><c><f>2*3</f><v>1234.5</v></c><c t="inlineStr"><is><t>Osaka</t></is></c></sheetData>`,
      "xl/sharedStrings.xml": `<sst><si><t>Kyo</t><t>to</t><rPh><t>unseen</t></rPh></si></sst>`,
    }),
  pptx: async () =>
    await zip({
      "ppt/slides/slide10.xml": "<a:p><a:t>last</a:t></a:p>",
      "ppt/slides/slide2.xml": "<a:p><a:t>Kyoto</a:t></a:p>",
      "ppt/notesSlides/notesSlide2.xml": "<a:p><a:t>say it loud</a:t></a:p>",
    }),
  odt: async () =>
    await zip({
      mimetype: "application/vnd.oasis.opendocument.text",
      "content.xml":
        "<o><text:tracked-changes><text:p>struck</text:p></text:tracked-changes><text:h>Trip</text:h><text:p>to <text:span>Kyoto</text:span><text:s/>now</text:p></o>",
    }),
  ods: async () =>
    await zip({
      mimetype: "application/vnd.oasis.opendocument.spreadsheet",
      "content.xml": "<table:table-cell><text:p>Kyoto</text:p></table:table-cell>",
    }),
  odp: async () =>
    await zip({
      mimetype: "application/vnd.oasis.opendocument.presentation",
      "content.xml": "<draw:page><text:p>Kyoto</text:p></draw:page>",
    }),
};

test.each<[string, string]>([
  ["docx", "We meet in Kyoto & win\nbelow\n"],
  ["xlsx", "Kyoto\n1234.5\nOsaka\n"],
  ["pptx", "Kyoto\nlast\nsay it loud\n"],
  ["odt", "Trip\nto Kyoto now\n"],
  ["ods", "Kyoto\n"],
  ["odp", "Kyoto\n"],
])("a %s has the text that people see, in the order in which they see it", async (kind, text) => {
  expect(await officeText(await KINDS[kind]!(), MOST)).toBe(text);
});

/** Far less than it takes to unpack all of what follows. */
const SOON_MS = 10_000;
const LITTLE = 256 * 1024 * 1024;

test("an archive that unpacks to very much is left where it has become too much", async () => {
  const plain = Buffer.from("<text:p>first</text:p>");
  const start = deflateRawSync(plain, { finishFlush: constants.Z_FULL_FLUSH });
  const bomb = zipOf("content.xml", Buffer.concat([start, packed(4_000)]), 4_000_000_000 + plain.length);
  expect(bomb.length).toBeLessThan(5_000_000);
  const [began, before] = [performance.now(), process.memoryUsage.rss()];
  expect(await officeText(bomb, MOST)).toBe("first\n");
  expect(performance.now() - began).toBeLessThan(SOON_MS);
  expect(process.memoryUsage.rss() - before).toBeLessThan(LITTLE);
});

test("archives in archives, locked, broken and lying ones have no text", async () => {
  const inner = Buffer.from(await zip({ "word/document.xml": "<w:p><w:t>deep</w:t></w:p>" }));
  expect(await officeText(await zip({ "word/inner.docx": inner, "content.zip": inner }), MOST)).toBe("");
  const plain = await zip({ "content.xml": "<text:p>Kyoto</text:p>" });
  expect(await officeText(plain, MOST)).toBe("Kyoto\n");
  const locked = plain.slice();
  // The bit that says so, in the list of the archive.
  const list = Buffer.from(locked).indexOf("PK\u0001\u0002");
  locked[list + 8]! |= 1;
  const lying = plain.slice();
  // The size it unpacks to.
  new DataView(lying.buffer).setUint32(
    Buffer.from(plain).indexOf("PK\u0001\u0002") + 24,
    1_000_000_000,
    true,
  );
  for (const [name, bytes] of Object.entries({
    locked,
    cut: plain.slice(0, -10),
    head: plain.slice(0, 4),
    empty: await zip({}),
    noise: new Uint8Array(1_000),
  }))
    expect([name, await officeText(bytes, MOST)]).toEqual([name, ""]);
  expect(["", "Kyoto\n"]).toContain(await officeText(lying, MOST));
});

test("XML that grows by its own entities, or lies in itself without an end, stays what it is", async () => {
  const laughs = Array.from({ length: 20 }, (_, i) => `<!ENTITY l${i + 1} "&l${i};&l${i};">`).join("");
  const growing = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">${laughs}]><text:p>&l20; Kyoto</text:p>`;
  expect(await officeText(await zip({ "content.xml": growing }), MOST)).toMatch(/^.{0,20}Kyoto\n$/);
  const deep = `<text:p>Kyoto</text:p>${"<a>".repeat(2_000_000)}`;
  const began = performance.now();
  expect(await officeText(await zip({ "content.xml": deep }), MOST)).toBe("Kyoto\n");
  expect(performance.now() - began).toBeLessThan(SOON_MS);
  const long = `<text:p>${"Kyoto ".repeat(1_000_000)}</text:p>`;
  expect((await officeText(await zip({ "content.xml": long }), MOST)).length).toBeLessThan(MOST + 100_000);
});

const bounds = { ...BOUNDS, most: MOST };

test("a PDF has the text of its first pages", async () => {
  expect(await pdfText(pagesOf(line("Kyoto"), 300), bounds)).toBe("Kyoto\n".repeat(200));
  expect((await pdfText(pagesOf(line("Kyoto ".repeat(2_000)), 20), bounds)).length).toBe(MOST);
});

test("a PDF that is broken, locked or goes in circles has none, and the next one has", async () => {
  const encrypted =
    "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (" +
    "o".repeat(32) +
    ") /U (" +
    "u".repeat(32) +
    ") >> /ID [(a) (a)] ";
  const circles = pdfOf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Count 1000000000 /Kids [2 0 R 2 0 R] >>",
  ]);
  for (const [name, bytes] of Object.entries({
    circles,
    locked: pdfOf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 0 /Kids [] >>"], encrypted),
    broken: new Uint8Array(Buffer.from("%PDF-1.7 and nothing else")),
    cut: pagesOf(line("Kyoto")).slice(0, 120),
  }))
    expect([name, await pdfText(bytes, bounds)]).toEqual([name, ""]);
  expect(await pdfText(pagesOf(line("Kyoto")), bounds)).toBe("Kyoto\n");
});

test("a PDF that unpacks to gigabytes is ended, with what was found before", async () => {
  const zlib = Buffer.concat([Buffer.from([0x78, 0x9c]), packed(4_000)]);
  const bomb = pagesOf(stream(zlib, "/Filter /FlateDecode "));
  const [began, before] = [performance.now(), process.memoryUsage.rss()];
  expect(await pdfText(bomb, { ...bounds, memory: 64 * 1024 * 1024 })).toBe("");
  expect(performance.now() - began).toBeLessThan(2 * BOUNDS.ms);
  expect(process.memoryUsage.rss() - before).toBeLessThan(LITTLE);
  expect(await pdfText(bomb, { ...bounds, ms: 50 })).toBe("");
  expect(await pdfText(pagesOf(line("Kyoto")), bounds)).toBe("Kyoto\n");
});
