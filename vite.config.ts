import { defineConfig } from 'vite';
import { lean } from './web/lean.ts';

/** What `web/later.tsx` loads, and what only that needs. */
const later = /web\/(url|(scope|panels)\/(DataTable|EventLog|Help|Narrow|NarrowVerdict|Sheet))\.tsx?$|host\/log-text|virtual:words/;

export default defineConfig({
  root: 'web',
  base: './',
  plugins: [lean('page')],
  build: {
    outDir: '../build/web',
    emptyOutDir: true,
    target: 'es2022',
    // a data URL would not pass the content security policy, and wasm streams only from a file
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // one file until the page runs: the bundler would split off what later parts share with it
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'page', test: (id) => !later.test(id) }] } } },
  },
  worker: { format: 'es', plugins: () => [lean('worker')] },
  // build/ holds what the page embeds: the wasm and the recorded result
  server: { fs: { allow: ['..'] } },
});
