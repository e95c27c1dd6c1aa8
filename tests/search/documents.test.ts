/** Documents are found by what stands in them, by those alone who may read them. */
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { ZipFile } from "yazl";
import { api, internal } from "../../convex/_generated/api.js";
import { firstPage, makeWorkspace } from "../../convex/testing.setup";
import { paper } from "../support/paper";

async function docx(text: string): Promise<Buffer> {
  const archive = new ZipFile();
  archive.addBuffer(
    Buffer.from(`<w:document><w:p><w:t>${text}</w:t></w:p></w:document>`),
    "word/document.xml",
  );
  archive.end();
  return await buffer(archive.outputStream as NodeJS.ReadableStream);
}

test("documents are found by a word in them, by those alone who may read them", async () => {
  const { t, as, ben, general, hiring } = await makeWorkspace();
  const found = async (name: "Ben" | "Zoe", text: string) => {
    const { page } = await as(name).query(api.search.all, { text, kind: "file", paginationOpts: firstPage });
    return page.flatMap((one) => (one.kind === "file" ? [one.file.name] : [])).sort();
  };
  const office = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const documents = [
    ["docx", office, await docx("We meet in Kyoto")],
    ["pdf", "application/pdf", Buffer.from(paper(["We meet in Kyoto"]))],
  ] as const;
  for (const [kind, said, content] of documents)
    for (const channelId of [general, hiring]) {
      const blob = new Blob([new Uint8Array(content)]);
      const storageId = await t.run(async ({ storage }) => await storage.store(blob));
      const name = channelId === general ? `plan.${kind}` : `secret.${kind}`;
      const fileId = await as("Ana").mutation(api.files.save, { storageId, name, type: said });
      await t.action(internal.outside.files.inspect.run, { fileId, storageId, said });
      await as("Ana").mutation(api.messages.create, { channelId, text: "", fileIds: [fileId] });
    }
  const plans = ["plan.docx", "plan.pdf"];
  expect(await found("Zoe", "kyoto")).toEqual(plans);
  expect(await found("Ben", "kyoto")).toEqual([...plans, "secret.docx", "secret.pdf"]);
  expect(await found("Zoe", "has:document kyoto")).toEqual(plans);
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  expect(await found("Ben", "kyoto")).toEqual(plans);
});
