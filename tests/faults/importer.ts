/** An import as the official CLI sends it, by the routes that it asks. */
const POLL_MS = 50;

type Target = { url: string; adminKey: string };
type State = { state: string; error_message?: string; num_rows_written?: number };

export class Importer {
  readonly #target: Target;
  #id = "";

  constructor(target: Target) {
    this.#target = target;
  }

  async #ask<T>(path: string, body: string | Uint8Array<ArrayBuffer>): Promise<T> {
    const response = await fetch(`${this.#target.url}/api/${path}`, {
      method: "POST",
      headers: { authorization: `Convex ${this.#target.adminKey}` },
      body,
    });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as T;
  }

  async query<T>(path: string, args: object): Promise<T> {
    const call = { path, args: [args], format: "convex_encoded_json" };
    const { value } = await this.#ask<{ value: T }>("query", JSON.stringify(call));
    return value;
  }

  /** Sends JSON lines, to be put in the place of a table's documents. */
  async upload(
    parts: AsyncIterable<Uint8Array<ArrayBuffer>> | Iterable<Uint8Array<ArrayBuffer>>,
    tableName: string,
  ): Promise<void> {
    const { uploadToken } = await this.#ask<{ uploadToken: string }>("import/start_upload", "{}");
    const partTokens: string[] = [];
    for await (const part of parts) {
      const place = `uploadToken=${uploadToken}&partNumber=${partTokens.length + 1}`;
      partTokens.push(await this.#ask(`import/upload_part?${place}`, part));
    }
    const what = { tableName, mode: "replace", format: "jsonLines" };
    const body = JSON.stringify({ uploadToken, partTokens, import: what });
    this.#id = (await this.#ask<{ importId: string }>("import/finish_upload", body)).importId;
  }

  /** Begins to take in what was sent. */
  async begin(): Promise<void> {
    await this.#ask("perform_import", JSON.stringify({ importId: this.#id }));
  }

  async state(): Promise<State> {
    return (await this.query<{ state: State }>("_system/cli/queryImport", { importId: this.#id })).state;
  }

  /** Resolves with the number of documents. @throws Error when the import fails */
  async ended(): Promise<number> {
    for (;;) {
      const { state, error_message, num_rows_written } = await this.state();
      if (state === "completed") return num_rows_written!;
      if (state === "failed") throw new Error(error_message);
      await new Promise<void>((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}
