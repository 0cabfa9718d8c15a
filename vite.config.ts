import { defineConfig } from 'vite';
import { lean } from './web/lean.ts';

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
    // every browser that runs the page preloads modules by itself
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es', plugins: () => [lean('worker')] },
  // build/ holds what the page embeds: the wasm and the recorded result
  server: { fs: { allow: ['..'] } },
});
