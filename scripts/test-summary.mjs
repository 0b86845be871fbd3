// The last line of a CI run: how many tests passed and failed, by the report that vitest has written.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const { passed, failed } = countTests()
console.log(`${passed} passed, ${failed} failed`)
if (passed === 0 || failed > 0) process.exit(1)

function countTests() {
  const report = readReport()
  // A file that cannot be loaded has no tests of its own to fail: it counts as one.
  const unloadable = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloadable.length }
}

function readReport() {
  try {
    return JSON.parse(readFileSync(join(import.meta.dirname, '../test-results.json'), 'utf8'))
  } catch {
    console.error('No test was run.')
    return { numPassedTests: 0, numFailedTests: 0, testResults: [] }
  }
}
