/** Mail providers on loopback that take mail, sometimes lose their answer, and say who was sent what under which key. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { json, text } from "node:stream/consumers";
import { callbackify } from "node:util";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export type Taken = { to: string; key: string; text: string };
/** What a provider does with a mail it has taken: `lose` ends the connection instead of an answer. */
export type Verdict = "answer" | "lose";
export type Provider = {
  name: string;
  /** The settings with which a deployment sends through it. */
  settings: Record<string, string>;
  taken: Taken[];
  /** Decides on each mail, after it was noted. */
  decide: (mail: Taken) => Verdict;
  onTaken: () => void;
  /** After an answer went out. */
  onAnswered: () => void;
  close(): Promise<void>;
};

const FROM = { MAIL_FROM: "Tandem <tandem@mail.example>", SITE_URL: "http://localhost:1" };

export async function openResend(): Promise<Provider> {
  const server = createServer((request, response) => {
    void (async () => {
      const body = (await json(request)) as { to: [string]; text: string };
      const mail = { to: body.to[0], key: String(request.headers["idempotency-key"]), text: body.text };
      provider.taken.push(mail);
      provider.onTaken();
      if (provider.decide(mail) === "lose") request.socket.destroy();
      else response.end("{}", () => provider.onAnswered());
    })().catch(() => request.socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const provider: Provider = {
    name: "Resend",
    settings: { ...FROM, RESEND_API_KEY: "key", MAIL_API_URL: `http://127.0.0.1:${port}` },
    taken: [],
    decide: () => "answer",
    onTaken: () => {},
    onAnswered: () => {},
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return provider;
}

export async function openSmtp(): Promise<Provider> {
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onData: (stream, { envelope }, done) => {
      const take = async () => {
        const parsed = await simpleParser(await text(stream));
        const to = envelope.rcptTo.map(({ address }) => address).join();
        const mail = { to, key: parsed.messageId ?? "", text: parsed.text ?? "" };
        provider.taken.push(mail);
        provider.onTaken();
        // The protocol does not say whose connection this is: all that are open are lost.
        if (provider.decide(mail) === "lose") for (const socket of sockets) socket.destroy();
        else setImmediate(provider.onAnswered);
      };
      callbackify(take)(done);
    },
  });
  server.on("error", () => {});
  server.server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  const provider: Provider = {
    name: "SMTP",
    settings: { ...FROM, SMTP_URL: `smtp://127.0.0.1:${port}` },
    taken: [],
    decide: () => "answer",
    onTaken: () => {},
    onAnswered: () => {},
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return provider;
}
