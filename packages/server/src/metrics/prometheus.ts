import { counters, durations, gauges, type Labels, type Metrics } from './metrics.ts'

/** Upper bounds in seconds. */
const buckets = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60]

interface Histogram {
  readonly labels: Labels
  /** One for each bound, not yet added up. */
  readonly counts: number[]
  count: number
  sum: number
}

/** Keeps measures in memory and writes them in the text exposition format 0.0.4 of Prometheus. */
export class PrometheusMetrics implements Metrics {
  readonly #values = new Map<string, Map<string, number>>()
  readonly #histograms = new Map<string, Map<string, Histogram>>()

  count(name: keyof typeof counters, labels: Labels = {}): void {
    this.#add(name, labels, 1)
  }

  move(name: keyof typeof gauges, by: number): void {
    this.#add(name, {}, by)
  }

  observe(name: keyof typeof durations, seconds: number, labels: Labels = {}): void {
    const histogram = this.#histogram(name, labels)
    const at = buckets.findIndex((bound) => seconds <= bound)
    if (at >= 0) histogram.counts[at] = (histogram.counts[at] ?? 0) + 1
    histogram.count += 1
    histogram.sum += seconds
  }

  /** All of it. Names that nothing was measured for have no samples. */
  text(): string {
    return [
      ...Object.entries(counters).map(([name, help]) => this.#simple(name, 'counter', help)),
      ...Object.entries(gauges).map(([name, help]) => this.#simple(name, 'gauge', help)),
      ...Object.entries(durations).map(([name, help]) => this.#spread(name, help)),
    ].join('')
  }

  #add(name: string, labels: Labels, by: number): void {
    const values = this.#values.get(name) ?? new Map<string, number>()
    const key = written(labels)
    this.#values.set(name, values.set(key, (values.get(key) ?? 0) + by))
  }

  #histogram(name: string, labels: Labels): Histogram {
    const histograms = this.#histograms.get(name) ?? new Map<string, Histogram>()
    const key = written(labels)
    const histogram = histograms.get(key) ?? { labels, counts: buckets.map(() => 0), count: 0, sum: 0 }
    this.#histograms.set(name, histograms.set(key, histogram))
    return histogram
  }

  #simple(name: string, type: string, help: string): string {
    const samples = [...(this.#values.get(name) ?? [])].map(
      ([labels, value]) => `${name}${labels} ${value}\n`,
    )
    return head(name, type, help) + samples.join('')
  }

  #spread(name: string, help: string): string {
    const samples = [...(this.#histograms.get(name)?.values() ?? [])].map((one) => samplesOf(name, one))
    return head(name, 'histogram', help) + samples.join('')
  }
}

function head(name: string, type: string, help: string): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`
}

function samplesOf(name: string, { labels, counts, count, sum }: Histogram): string {
  let upTo = 0
  const lines = buckets.map((bound, index) => {
    upTo += counts[index] ?? 0
    return `${name}_bucket${written({ ...labels, le: String(bound) })} ${upTo}\n`
  })
  const all = `${name}_bucket${written({ ...labels, le: '+Inf' })} ${count}\n`
  return `${lines.join('')}${all}${name}_sum${written(labels)} ${sum}\n${name}_count${written(labels)} ${count}\n`
}

function written(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
