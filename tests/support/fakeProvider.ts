/** Anthropic's and OpenAI's wire formats on loopback, answering as a test wants. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Judgement = {
  category: string;
  priority?: string;
  confidence?: number;
  reason?: string;
  owner?: string | null;
};

/** A judgement, any other text, a status, a refusal, so many bytes, a redirect, or nothing for ever. */
export type Behaviour =
  | Judgement
  | { text: string }
  | { status: number }
  | { bytes: number }
  | { redirect: string }
  | "refusal"
  | "silence";

/** What was asked: headers, the whole body, and the task in it. */
export type Asked = {
  headers: IncomingMessage["headers"];
  body: string;
  task: {
    title: string;
    conversation: { by: string; text: string }[];
    people: { key: string; name: string }[];
  };
};

export class FakeProvider {
  readonly asked: Asked[] = [];
  /** Who answers what; told the number of the request, from 0. */
  behave: (asked: Asked, index: number) => Behaviour | Promise<Behaviour> = () => ({ category: "important" });
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  static async start(): Promise<FakeProvider> {
    const fake = new FakeProvider();
    fake.#server.listen(0, "127.0.0.1");
    await once(fake.#server, "listening");
    return fake;
  }

  /** To be set as ANTHROPIC_BASE_URL or AI_BASE_URL. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const isAnthropic = request.url?.endsWith("/messages") === true;
    const asked = { headers: request.headers, body, task: taskIn(body) };
    const behaviour = await this.behave(asked, this.asked.push(asked) - 1);
    if (behaviour === "silence") return;
    const send = (status: number, json: object) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
    if (behaviour === "refusal")
      send(200, isAnthropic ? anthropic("", "refusal") : openAi("", "content_filter"));
    else if ("status" in behaviour)
      send(behaviour.status, { type: "error", error: { type: "api_error", message: `no: ${body}` } });
    else if ("bytes" in behaviour) response.writeHead(200).end(Buffer.alloc(behaviour.bytes, "x"));
    else if ("redirect" in behaviour) response.writeHead(307, { location: behaviour.redirect }).end();
    else {
      const text = "text" in behaviour ? behaviour.text : JSON.stringify(whole(behaviour));
      send(200, isAnthropic ? anthropic(text, "end_turn") : openAi(text, "stop"));
    }
  }
}

function whole(given: Judgement) {
  return { priority: "medium", confidence: 0.9, reason: "Because.", owner: null, ...given };
}

/** The user's message is one JSON text, somewhere in the body. */
function taskIn(body: string): Asked["task"] {
  type Message = { role: string; content: string | { text: string }[] };
  const { messages } = JSON.parse(body) as { messages: Message[] };
  const { content } = messages.find(({ role }) => role === "user")!;
  return JSON.parse(typeof content === "string" ? content : content[0]!.text) as Asked["task"];
}

function anthropic(text: string, reason: string) {
  return {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: "claude-haiku-4-5",
    content: text === "" ? [] : [{ type: "text", text }],
    stop_reason: reason,
    stop_sequence: null,
    usage: { input_tokens: 100, output_tokens: 20 },
  };
}

function openAi(content: string, reason: string) {
  return {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 0,
    model: "local",
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: reason }],
    usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
  };
}
