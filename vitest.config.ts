// Three kinds of tests: unit (pure, with the architecture and contract checks), integration (real SQLite files, real HTTP),
// process (whole programs, killed for real). Their folders are their names.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}', 'tests/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'process',
          include: ['tests/process/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          // Whole programs on two cores: one file at a time keeps their deadlines honest.
          fileParallelism: false,
        },
      },
    ],
  },
})
