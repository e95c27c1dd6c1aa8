import { cpSync } from "node:fs";
import { fileURLToPath, URL } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The emoji picker reads its names from our own origin: on a closed network there is no CDN. */
function emojiNames(): Plugin {
  return {
    name: "tandem:emoji-names",
    config() {
      for (const file of ["data.json", "messages.json"]) {
        cpSync(here(`./node_modules/emojibase-data/en/${file}`), here(`./public/emojibase/en/${file}`));
      }
    },
  };
}

const engine = `http://127.0.0.1:${process.env["PORT"] ?? 3000}`;

export default defineConfig({
  plugins: [emojiNames(), react({ compiler: true }), tailwindcss()],
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
  build: { target: "baseline-widely-available", manifest: true, sourcemap: "hidden" },
});
