import { defineConfig } from 'vite';

export default defineConfig({
  root: 'web',
  base: './',
  build: {
    outDir: '../build/web',
    emptyOutDir: true,
    target: 'es2022',
    // a data URL would not pass the content security policy, and wasm streams only from a file
    assetsInlineLimit: 0,
  },
  worker: { format: 'es' },
  // build/ holds what the page embeds: the wasm and the recorded result
  server: { fs: { allow: ['..'] } },
});
