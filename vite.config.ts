import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, URL } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { serviceWorker } from "./vite.serviceWorker.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

type EmojiNames = { hexcode: string; emoji: string; label: string; tags?: string[] }[];

/**
 * The emoji picker reads its names from our own origin: on a closed network there is no CDN. A name belongs to the
 * emoji that is called so: whoever looks for "rocket" means no astronaut. What people type between colons is another list.
 */
function emojiNames(): Plugin {
  const from = (file: string) => here(`./node_modules/emojibase-data/en/${file}`);
  const to = (file: string) => here(`./public/emojibase/en/${file}`);
  return {
    name: "tandem:emoji-names",
    config() {
      cpSync(from("messages.json"), to("messages.json"));
      const emoji = JSON.parse(readFileSync(from("data.json"), "utf8")) as EmojiNames;
      const names = new Set(emoji.map(({ label }) => label));
      const own = emoji.map(({ tags, ...rest }) => ({
        ...rest,
        ...(tags && { tags: tags.filter((tag) => !names.has(tag)) }),
      }));
      writeFileSync(to("data.json"), JSON.stringify(own));
      const typed = JSON.parse(readFileSync(from("shortcodes/iamcal.json"), "utf8")) as Record<
        string,
        string | string[]
      >;
      const named = emoji.flatMap(({ hexcode, emoji: character }) =>
        [typed[hexcode] ?? []].flat().map((name) => [name, character]),
      );
      writeFileSync(to("names.json"), JSON.stringify(named));
    },
  };
}

const engine = `http://127.0.0.1:${process.env["PORT"] ?? 3000}`;

export default defineConfig({
  plugins: [emojiNames(), react({ compiler: true }), tailwindcss(), serviceWorker()],
  resolve: { alias: { "@": here("./src"), "@convex": here("./convex") } },
  server: {
    port: 5173,
    strictPort: true,
    proxy: {
      "/api": { target: engine, ws: true },
      "/http": { target: engine },
      "/health": { target: engine },
    },
  },
  worker: { format: "es" },
  build: {
    target: "baseline-widely-available",
    manifest: true,
    sourcemap: "hidden",
    // A feature's index.ts is its only door; without this, importing one thing of it would load all of it.
    rolldownOptions: {
      // What every page needs, in a few files: a page of fifty tiny ones is slow over plain HTTP/1.1.
      output: {
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules\/(react|react-dom|scheduler|react-router)\// },
            { name: "convex", test: /node_modules\/convex\// },
            // One file of what every page shares: its many small modules compress better together.
            {
              name: "base",
              test: /\/src\/((lib|platform|ui|ui\/pane)\/(?!ScrollRegion)\w+|texts\/(?!en\/(?:messages\/later|people\/ringing|push|tasks\/(?:board|facts|taskPane))).+)\.tsx?$/,
              minShareCount: 8,
            },
            // What messages and cards put in and show of files; viewer and lists come when they are needed.
            {
              name: "files",
              test: /\/features\/files\/(AttachButton|DropZone|FilesContext|ShownFiles|useAttachments|uploads\/(uploads|sending))\.tsx?$/,
            },
            // The composer and the list, which threads, drafts and scheduled messages share with the channel.
            {
              name: "messages",
              includeDependenciesRecursively: false,
              test: /\/features\/messages\/(composer\/|list\/(?!MessageSheet|MessageEditor|RemoveDialog)|pages\/|places\/|bookmarks\/useBookmarks(?:Bar)?\.|later\/asking|slash\/(isSlash|useSlashBox)|(?!index|keys|FirstUnreadBar)\w+\.tsx?$)/,
            },
            // The client, who is signed in, and what is kept for a start without a server.
            {
              name: "client",
              test: /\/platform\/(convexClient|OutboxContext|outbox|durable|auth\/(session|signOut|useEmbeddedAuth)|device\/(entry|kept|keptClient|useIsKeptOpen))\.tsx?$/,
              includeDependenciesRecursively: false,
            },
            // What sidebar, lists and composer ask about people and channels, and how they offer what was found.
            {
              name: "places",
              test: /\/(ui\/form\/(CompletionBox|useFirstFound)|features\/(users\/(useMe|usePeopleCount|useFoundPeople|useDraft)|channels\/(useChannels|useReadActions|UnreadContext|ChannelIcon|channel)|notices\/useUnseen|channels\/showRead|users\/DeactivatedMark|presence\/(StatusMark|PresentAvatar|LastSeen|useAvailability|lazily)))\.tsx?$/,
              includeDependenciesRecursively: false,
            },
            // What can be done from anywhere.
            {
              name: "commands",
              test: /\/src\/app\/commands\/(commands|useCommands|overlays)\.ts$/,
              includeDependenciesRecursively: false,
            },
            // What a task may say of itself, which history and search name as well.
            {
              name: "facts",
              test: /\/(src\/texts\/en\/tasks\/facts|convex\/shared\/board\/(?!automations|quickAdd|repeat|dueWords|dayNames|columnWords)\w+)\.ts$/,
              includeDependenciesRecursively: false,
            },
            // What a channel shows of tasks, and their changes that wait in the outbox.
            {
              name: "tasks",
              test: /\/(src\/features\/tasks\/(StatusIcon|task|useTasks|taskMutations|optimistic|fromMessage\/asked)|convex\/shared\/tasks)\.tsx?$/,
              includeDependenciesRecursively: false,
            },
            { name: "icons", test: /node_modules\/lucide-react\//, minShareCount: 3 },
          ],
        },
      },
      treeshake: {
        moduleSideEffects: [{ test: /\/src\/(features|ui|lib|texts)\/.*\.tsx?$/, sideEffects: false }],
      },
    },
  },
});
