import { defineConfig } from "vite";

// The API serves the built page. In development (`npm run dev`) a running `limn up` is asked for everything else.
const api = `http://127.0.0.1:${process.env.LIMN_HTTP_PORT ?? 8000}`;

export default defineConfig({
  base: "/app/",
  oxc: { jsx: { runtime: "automatic" } },
  build: {
    assetsInlineLimit: 0, // the page's policy allows files of this origin, and nothing inline
    modulePreload: { polyfill: false },
    rolldownOptions: { onLog: (level, log, handle) => log.code === "MODULE_LEVEL_DIRECTIVE" || handle(level, log) },
  },
  server: { proxy: { "/graphql": { target: api, ws: true }, "/images": { target: api } } }, // the host as the page knows it
});
