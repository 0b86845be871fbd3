/** What is counted, and what it means. */
export const counters = {
  occi_requests_total: 'Requests answered, by operation and status.',
  occi_rate_limited_total: 'Requests refused because somebody asked too often, by limit.',
  occi_registry_commits_total: 'Writes to the Registry, by outcome.',
} as const

/** What is measured in seconds, and what it means. */
export const durations = {
  occi_request_duration_seconds: 'From a request to its answer, by operation.',
  occi_queue_wait_seconds: 'How long changing operations waited for their turn.',
  occi_backend_call_duration_seconds: 'Calls of Backends, by operation and outcome.',
} as const

/** What goes up and down, and what it means. */
export const gauges = {
  occi_requests_in_flight: 'Requests in hand.',
  occi_operations_late: 'Operations that go on although their answer was given up.',
} as const

/** By name; few values each. */
export type Labels = Readonly<Record<string, string>>

/** Takes measures. What it throws is a fault of the service. */
export interface Metrics {
  /** Adds one. */
  count(name: keyof typeof counters, labels?: Labels): void
  /** Notes how long something took. */
  observe(name: keyof typeof durations, seconds: number, labels?: Labels): void
  /** Moves a gauge up or down. */
  move(name: keyof typeof gauges, by: number): void
  /** All that was measured, in the text format of Prometheus. Missing: it is told elsewhere, and no path can be given it. */
  text?(): string
}

/** Measures how long something takes, and whether it succeeded. */
export async function measured<T>(
  task: () => Promise<T>,
  note: (seconds: number, outcome: 'ok' | 'failed') => void,
): Promise<T> {
  const begun = performance.now()
  let outcome: 'ok' | 'failed' = 'failed'
  try {
    const result = await task()
    outcome = 'ok'
    return result
  } finally {
    note((performance.now() - begun) / 1000, outcome)
  }
}
