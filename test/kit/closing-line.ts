import type { Reporter, TestModule } from 'vitest/node'

/** Ends the run with one line that a person or a script can read: `12 passed, 0 failed` or `12 passed, 0 failed, 1 skipped`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap(module => [...module.children.allTests()])
    const count = (state: string) => tests.filter(test => test.result().state === state).length
    // A file that could not be loaded or a hook that threw is a failure without a test of its own.
    const broken = modules.filter(module => module.state() === 'failed' && !holdsFailedTest(module)).length
    const failed = count('failed') + broken + errors.length
    // Last means after the summary of the other reporters, which is written in the same turn.
    process.once('exit', code => process.stdout.write(`${lineOf(count('passed'), failed, count('skipped'), code)}\n`))
  }
}

/** A run that fails before its first test, in the global setup, shows in its exit code alone. */
const lineOf = (passed: number, failed: number, skipped: number, code: number): string =>
  `${passed} passed, ${failed === 0 && code !== 0 ? 1 : failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

const holdsFailedTest = (module: TestModule): boolean =>
  [...module.children.allTests()].some(test => test.result().state === 'failed')
