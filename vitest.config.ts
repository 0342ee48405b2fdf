import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
    // Those need Chromium: vitest.browser.config.ts.
    exclude: ['test/browser/**', 'node_modules/**'],
    globalSetup: ['test/kit/global.ts'],
    reporters: ['default', './test/kit/closing-line.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
