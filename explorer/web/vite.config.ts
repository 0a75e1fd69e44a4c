import { defineConfig } from 'vite';
import { finish } from './finish.ts';

// The same sources give the same bytes: fixed file names, no hashes, no dates.
export default defineConfig({
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../static',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      output: {
        entryFileNames: 'explorer.js',
        chunkFileNames: '[name].js',
        assetFileNames: 'explorer[extname]',
      },
    },
  },
  plugins: [finish()],
});
