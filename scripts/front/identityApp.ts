/** Starts the sign-in and the app's files in front of a self-hosted Convex, which has the data. */
import { join } from "node:path";
import { startIdentityEngine, type IdentityEngine } from "../../engine/engine.ts";
import { stderrLog } from "../../engine/lib/log.ts";
import { contentSecurityPolicy, hasTransport } from "../app.ts";
import { Backend } from "./backend.ts";
import { root, type Config, type Target } from "../config.ts";
import { codeHash, push } from "../push.ts";

/** The variable by which a backend knows the code that it has. It is gone with the backend's data, as the code is. */
export const PUSHED_CODE = "PUSHED_CODE";

export type IdentityConfig = Config & { backend: Target };

export const isIdentityOnly = (config: Config): config is IdentityConfig => config.backend !== null;

/** @throws PortInUseError | DataInUseError | Error with what the backend or the CLI said */
export async function startIdentityApp(config: IdentityConfig): Promise<IdentityEngine> {
  const backend = new Backend(config.backend);
  const { dataDir } = config;
  const engine = await startIdentityEngine({
    sendLink: async (link) => await backend.sendLink(link),
    mailsLinks: hasTransport(config),
    standingOf: async (tokenIdentifier) => await backend.standingOf(tokenIdentifier),
    isBackendThere: async () => await backend.isThere(),
    writeBackup: async (path) => await backend.backUp(dataDir, path),
    dataDir,
    port: config.port,
    host: config.host,
    staticDir: join(root, "dist"),
    trustedProxies: config.trustedProxies,
    ...(config.backups.keep > 0 && { backups: config.backups }),
    contentSecurityPolicy: contentSecurityPolicy(config),
    log: stderrLog,
    ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl }),
  });
  try {
    const known = await backend.environment();
    // Before the push: Convex refuses code whose providers need variables that are not set.
    await backend.setEnvironment({ ...config.settings, ...(await ownVariables(engine)) }, known);
    const hash = codeHash();
    if (known.get(PUSHED_CODE) !== hash) {
      await push(config.backend, { checksTypes: false });
      await backend.setEnvironment({ [PUSHED_CODE]: hash }, known);
    }
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** What `auth.config.ts` and the mails need. The keys go as they are: the backend need not reach this server. */
async function ownVariables({ url, identity }: IdentityEngine): Promise<Record<string, string>> {
  const { issuer, keys } = identity.issuer;
  const encoded = Buffer.from(JSON.stringify(await keys())).toString("base64");
  return {
    SITE_URL: url,
    CLERK_JWT_ISSUER_DOMAIN: "none",
    IDENTITY_ISSUER: issuer,
    IDENTITY_JWKS: `data:text/plain;charset=utf-8;base64,${encoded}`,
  };
}
