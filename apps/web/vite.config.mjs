import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

/** The API answers under /api of the same origin; in development it runs beside us. */
const api = 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@assay/source', ...defaultClientConditions] },
  server: { proxy: { '/api': api } },
  build: { outDir: 'dist/app', emptyOutDir: true, target: 'es2023' },
});
