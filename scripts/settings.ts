/**
 * The table of settings: environment variables, or lines of `.env.local`. README, `.env.local.example`, the help of `npm start`
 * and the checks at the start are made of it. A new setting is an entry here; `npm run codegen` writes the lists.
 */

type Env = Record<string, string | undefined>;

type Setting = {
  /** What it is, as a phrase. */
  meaning: string;
  /** What holds without it. */
  otherwise: string;
  example: string;
  /** Whether the functions of the backend get it, as it is. */
  isForFunctions?: true;
  /** What a value must be, where this one is not; null for a good one. */
  problem?: (value: string, env: Env) => string | null;
};

type Group = { about: string; settings: Record<string, Setting> };

const isInteger = (text: string, least: number, most: number) =>
  /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;

const signingSecret = (value: string) =>
  /^whsec_[\w+/]+=*$/.test(value) ? null : "must be the endpoint's signing secret, which begins with whsec_";

const price = (value: string) =>
  Number(value) >= 0 ? null : `must be a number of US dollars such as 0.25, not "${value}"`;

const address = (example: string) => (value: string) =>
  URL.canParse(value) ? null : `must be an address such as ${example}, not "${value}"`;

const hosts = (example: string) => (value: string) =>
  /^[\s,]*([a-z\d.-]+|\[[\da-f:.]+\])(:\d+)?([\s,]+([a-z\d.-]+|\[[\da-f:.]+\])(:\d+)?)*[\s,]*$/i.test(value)
    ? null
    : `must be hosts such as ${example}, not "${value}"`;

const MAIL_FROM = "Tandem <tandem@example.org>";
const needsSender = (_value: string, env: Env) =>
  env.MAIL_FROM ? null : `needs MAIL_FROM beside it, which says whom mail is from, such as ${MAIL_FROM}`;

const GROUPS = [
  {
    about: "The server",
    settings: {
      PORT: {
        meaning: "the port that everything is served on",
        otherwise: "3000",
        example: "8080",
        problem: (value) =>
          isInteger(value, 0, 65_535) ? null : `must be a number up to 65535, not "${value}"`,
      },
      HOST: {
        meaning: "the address to listen on; `0.0.0.0` lets the other machines of your network in",
        otherwise: "127.0.0.1",
        example: "0.0.0.0",
      },
      RATE_LIMITS: {
        meaning:
          "`off` lets a person send, react, upload and invite as fast as they like, which an import or a load test wants",
        otherwise: "on",
        example: "off",
        isForFunctions: true,
        problem: (value) => (value === "off" ? null : `must be off, or not be set, not "${value}"`),
      },
      TANDEM_DATA: {
        meaning: "the folder that holds everything: messages, accounts, files, keys",
        otherwise: "./data",
        example: "/var/lib/tandem",
      },
      BACKUPS: {
        meaning: "the folder for daily backups, best on another disk; they hold secrets",
        otherwise: "./data-backups",
        example: "/mnt/backups/tandem",
      },
      BACKUPS_KEPT: {
        meaning: "how many daily backups are kept; 0 makes none",
        otherwise: "7",
        example: "30",
        problem: (value) =>
          isInteger(value, 0, 100_000) ? null : `must be a number of backups, not "${value}"`,
      },
      PUBLIC_URL: {
        meaning:
          "the address people use, behind a proxy or under a name of your own; invitations begin with it",
        otherwise: "as requests say",
        example: "https://chat.example.org",
        problem: address("https://chat.example.org"),
      },
      TRUSTED_PROXIES: {
        meaning: "proxies whose `X-Forwarded-For` is believed, separated by commas",
        otherwise: "none",
        example: "127.0.0.1",
      },
    },
  },
  {
    about: "Mail leaves by the first of the three that is set; without any it is kept under Emails",
    settings: {
      SMTP_URL: {
        meaning: "a mail server that mail leaves by",
        otherwise: "none",
        example: "smtps://user:password@mail.example.org",
        isForFunctions: true,
        problem: (value, env) =>
          /^smtps?:\/\/[^/]/.test(value)
            ? needsSender(value, env)
            : "must be an address such as smtps://user:password@mail.example.org",
      },
      RESEND_API_KEY: {
        meaning: "mail leaves by Resend",
        otherwise: "none",
        example: "re_…",
        isForFunctions: true,
        problem: needsSender,
      },
      SENDGRID_API_KEY: {
        meaning: "mail leaves by SendGrid",
        otherwise: "none",
        example: "SG.…",
        isForFunctions: true,
        problem: needsSender,
      },
      MAIL_FROM: {
        meaning: "whom mail is from; needed with any of the three",
        otherwise: "none",
        example: MAIL_FROM,
        isForFunctions: true,
      },
      MAIL_API_URL: {
        meaning: "another address of Resend's or SendGrid's API, such as SendGrid's for the EU",
        otherwise: "the provider's",
        example: "https://api.eu.sendgrid.com",
        isForFunctions: true,
        problem: address("https://api.eu.sendgrid.com"),
      },
      RESEND_WEBHOOK_SECRET: {
        meaning:
          "the signing secret of Resend's webhook at `/http/webhooks/resend`: bounces and complaints stop mail to an address",
        otherwise: "none",
        example: "whsec_…",
        isForFunctions: true,
        problem: signingSecret,
      },
      SENDGRID_WEBHOOK_KEY: {
        meaning:
          "the verification key of SendGrid's event webhook at `/http/webhooks/sendgrid`, for the same",
        otherwise: "none",
        example: "MFkw…",
        isForFunctions: true,
      },
    },
  },
  {
    about: "Who is asked for the categories of tasks; without a provider the built-in rules decide",
    settings: {
      ANTHROPIC_API_KEY: {
        meaning: "Anthropic categorises tasks",
        otherwise: "none",
        example: "sk-ant-…",
        isForFunctions: true,
      },
      ANTHROPIC_BASE_URL: {
        meaning: "another address of Anthropic's API, with `/v1`",
        otherwise: "Anthropic's",
        example: "https://proxy.example.org/v1",
        isForFunctions: true,
        problem: address("https://proxy.example.org/v1"),
      },
      AI_BASE_URL: {
        meaning: "an OpenAI-compatible address that categorises tasks instead, such as a model of your own",
        otherwise: "none",
        example: "http://127.0.0.1:11434/v1",
        isForFunctions: true,
        problem: (value, env) =>
          URL.canParse(value) && env.AI_MODEL
            ? null
            : "must be an address such as http://127.0.0.1:11434/v1, with AI_MODEL beside it",
      },
      AI_MODEL: {
        meaning: "the model there, or another one of Anthropic's",
        otherwise: "Claude Haiku",
        example: "llama3.2",
        isForFunctions: true,
      },
      AI_API_KEY: {
        meaning: "the key for `AI_BASE_URL`, if it wants one",
        otherwise: "none",
        example: "…",
        isForFunctions: true,
      },
      AI_INPUT_PRICE: {
        meaning: "US dollars per million tokens that are sent, for the costs on the AI page",
        otherwise: "the default model's",
        example: "1",
        isForFunctions: true,
        problem: price,
      },
      AI_OUTPUT_PRICE: {
        meaning: "the same for tokens that are received",
        otherwise: "the default model's",
        example: "5",
        isForFunctions: true,
        problem: price,
      },
    },
  },
  {
    about: "Link previews, which an admin can switch off in Settings",
    settings: {
      LINK_PREVIEW_ALLOWED_HOSTS: {
        meaning:
          "hosts of your own network whose pages are shown where they are linked to, as `host` or `host:port`; others are only asked where everybody can reach them",
        otherwise: "none",
        example: "wiki.example.internal, 10.0.0.7:8080",
        isForFunctions: true,
        problem: hosts("wiki.example.internal"),
      },
    },
  },
  {
    about: "Web Push, which needs no account anywhere: its keys are made when somebody first wants it",
    settings: {
      PUSH_ALLOWED_HOSTS: {
        meaning:
          "push services of your own network, as `host` or `host:port`; others are only asked by https where everybody can reach them",
        otherwise: "none",
        example: "push.example.internal",
        isForFunctions: true,
        problem: hosts("push.example.internal"),
      },
    },
  },
  {
    about: "Clerk signs people in instead of Tandem itself with the first two, from Clerk's dashboard",
    settings: {
      VITE_CLERK_PUBLISHABLE_KEY: {
        meaning: "sign-in by Clerk: the publishable key, under API keys",
        otherwise: "none",
        example: "pk_live_…",
        problem: (_value, env) =>
          env.CLERK_JWT_ISSUER_DOMAIN ? null : "needs CLERK_JWT_ISSUER_DOMAIN beside it",
      },
      CLERK_JWT_ISSUER_DOMAIN: {
        meaning: "sign-in by Clerk: the issuer of the JWT template named `convex`",
        otherwise: "none",
        example: "https://your-app.clerk.accounts.dev",
        problem: address("https://your-app.clerk.accounts.dev"),
      },
      SIGN_UP: {
        meaning:
          "whom Clerk's sign-in lets in besides the invited: `invited` for nobody, `open` for everybody, or domains such as `example.org` for their verified addresses",
        otherwise: "invited",
        example: "example.org, example.net",
        isForFunctions: true,
        problem: (value) =>
          /^(invited|open|[a-z\d.-]+\.[a-z\d]+([\s,]+[a-z\d.-]+\.[a-z\d]+)*)$/i.test(value.trim())
            ? null
            : `must be invited, open, or domains such as example.org, not "${value}"`,
      },
      CLERK_WEBHOOK_SECRET: {
        meaning:
          "the signing secret of Clerk's webhook at `/http/webhooks/clerk` for `user.created`, `user.updated`, `user.deleted`: people appear and change at once, and who is deleted there is out here",
        otherwise: "none",
        example: "whsec_…",
        isForFunctions: true,
        problem: signingSecret,
      },
    },
  },
  {
    about:
      "With both of these, this server has the app and the sign-in only, and a self-hosted Convex the rest",
    settings: {
      BACKEND_URL: {
        meaning: "the address at which this server reaches the self-hosted Convex",
        otherwise: "none",
        example: "http://127.0.0.1:3210",
        problem: (value, env) =>
          URL.canParse(value) && env.BACKEND_ADMIN_KEY
            ? null
            : "must be an address such as http://127.0.0.1:3210, with BACKEND_ADMIN_KEY beside it",
      },
      BACKEND_ADMIN_KEY: {
        meaning: "its admin key",
        otherwise: "none",
        example: "convex-self-hosted|01…",
        problem: (_value, env) =>
          env.VITE_CLERK_PUBLISHABLE_KEY
            ? "is for this server's own sign-in: take VITE_CLERK_PUBLISHABLE_KEY away"
            : null,
      },
    },
  },
  {
    about: "The app on its own",
    settings: {
      VITE_CONVEX_URL: {
        meaning: "the deployment that the app talks to: Convex Cloud, or a self-hosted Convex",
        otherwise: "the server it came from",
        example: "https://your-deployment.convex.cloud",
        problem: address("https://your-deployment.convex.cloud"),
      },
    },
  },
] as const satisfies Group[];

type Entries = (typeof GROUPS)[number]["settings"];
type NamesIn<Of> = Of extends unknown ? keyof Of : never;
export type SettingName = NamesIn<Entries>;

const groups: readonly Group[] = GROUPS;
const all = groups.flatMap(({ settings }) => Object.entries(settings));

/** The settings that the functions of the backend get. */
export const FUNCTION_SETTINGS = all
  .filter(([, { isForFunctions }]) => isForFunctions)
  .map(([name]) => name as SettingName);

/** What is wrong with the settings, a sentence each. */
export function problemsOf(env: Env): string[] {
  return all.flatMap(([name, { problem }]) => {
    const value = env[name];
    const found = value ? problem?.(value, env) : null;
    return found ? [`${name} ${found}.`] : [];
  });
}

/** Where the table stands in README: from its head to the empty line after it. */
const README_TABLE = /(?<=\n\n)\| setting [\s\S]*?(?=\n\n)/;

/** README with the table as it must be, but for the widths of its columns. */
export function inReadme(readme: string): string {
  const rows = all.map(([name, { meaning, otherwise }]) => [`\`${name}\``, otherwise, meaning]);
  const lines = [["setting", "without it", "what it is"], ["---", "---", "---"], ...rows];
  return readme.replace(README_TABLE, lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n"));
}

const WIDTH = 120;

function wrapped(text: string, indent: string): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (indent.length + longer.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines.map((line) => indent + line).join("\n");
}

function sentence({ meaning, otherwise }: Setting): string {
  const plain = meaning.replaceAll("`", "");
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)} (without it: ${otherwise}).`;
}

/** The text of `.env.local.example`. */
export function exampleFile(): string {
  const parts = groups.map(({ about, settings }) => {
    const entries = Object.entries(settings).map(
      ([name, setting]) => `${wrapped(sentence(setting), "# ")}\n# ${name}=${setting.example}`,
    );
    return [`## ${about}.`, ...entries].join("\n\n");
  });
  return `${["# Copy to .env.local and uncomment what you need. An empty file runs.", ...parts].join("\n\n")}\n`;
}

/** What `npm start -- --help` says. */
export function help(): string {
  const parts = groups.map(({ about, settings }) => {
    const entries = Object.entries(settings).map(
      ([name, setting]) => `  ${name}\n${wrapped(sentence(setting), "      ")}`,
    );
    return [`${about}:`, ...entries].join("\n");
  });
  const head =
    "npm start runs Tandem. Settings are environment variables, or lines of .env.local; none is required.";
  return [head, ...parts].join("\n\n");
}
