import { defineConfig } from "vite";

// The API serves the built page under /explorer. In development the page asks a running `limn up` for everything else.
const api = "http://127.0.0.1:8000";

export default defineConfig({
  base: "/explorer/",
  oxc: { jsx: { runtime: "automatic" } },
  build: {
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 8000, // kilobytes; the editor is that large
    rolldownOptions: { onLog: (level, log, handle) => log.code === "MODULE_LEVEL_DIRECTIVE" || handle(level, log) },
  },
  worker: { format: "es" },
  server: { fs: { allow: ["../.."] }, proxy: { "/graphql": { target: api, ws: true }, "/images": api } },
});
