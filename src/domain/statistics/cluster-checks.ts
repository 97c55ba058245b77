// What must hold before clusters can carry an inference: enough of them, and more than one in each arm.
import { clusterLevel, type Design, type Grouping } from './design.ts'
import { StatisticsProblem } from './statistics-problem.ts'

/**
 * @throws StatisticsProblem `single-cluster-in-arm` when a 0/1 term of whole clusters is 1 or 0 in one cluster only;
 *   `too-few-clusters` when the terms of whole clusters leave no degree of freedom between clusters
 */
export function checkClusters({ terms, columns, cluster, intercept }: Design): void {
  const count = cluster.names.length
  if (count < 2)
    throw new StatisticsProblem('too-few-clusters', 'There is one cluster: nothing can be compared.')
  let between = 0
  for (const [index, term] of terms.entries()) {
    const values = clusterLevel(columns[index]!, cluster)
    if (!values) continue
    between += 1
    if (intercept && index === 0) continue
    refuseAlone(term, values)
  }
  if (between >= count)
    throw new StatisticsProblem(
      'too-few-clusters',
      `There are ${count} clusters for ${between} terms that differ only between clusters.`,
    )
}

/** @throws StatisticsProblem `single-cluster-in-arm` for a 0/1 column that one whole cluster has to itself */
export function singleCluster(term: string, values: Float64Array, cluster: Grouping): void {
  const byCluster = clusterLevel(values, cluster)
  if (!byCluster) throw new StatisticsProblem('bad-argument', `«${term}» differs within a cluster.`)
  refuseAlone(term, byCluster)
}

function refuseAlone(term: string, byCluster: Float64Array): void {
  const distinct = [...new Set(byCluster)]
  const alone = distinct.find((each) => byCluster.filter((value) => value === each).length === 1)
  if (distinct.length === 2 && alone !== undefined)
    throw new StatisticsProblem(
      'single-cluster-in-arm',
      `Only one cluster has «${term}» = ${alone}: its effect cannot be told from that cluster's own.`,
    )
}

/** @throws StatisticsProblem `not-nested` when every cluster has one row: pupils and clusters cannot be told apart */
function refuseRowsAsClusters(groups: number, rows: number, what: string, advice: string): void {
  if (groups === rows) throw new StatisticsProblem('not-nested', `Every ${what} has one row only: ${advice}.`)
}

/** Which cluster each of the finest groups belongs to. Two levels: each cluster is its own group. */
export function nestingOf({ cluster, subcluster }: Pick<Design, 'cluster' | 'subcluster'>): {
  clusterOf: Int32Array
  clusters: number
} {
  const clusters = cluster.names.length
  refuseRowsAsClusters(
    clusters,
    cluster.codes.length,
    'cluster',
    'what differs between clusters cannot be told from what differs between rows. Use cluster summaries',
  )
  if (!subcluster) return { clusterOf: Int32Array.from({ length: clusters }, (_, k) => k), clusters }
  const clusterOf = new Int32Array(subcluster.names.length)
  for (let row = 0; row < cluster.codes.length; row += 1)
    clusterOf[subcluster.codes[row]!] = cluster.codes[row]!
  if (subcluster.names.length === clusters)
    throw new StatisticsProblem(
      'not-nested',
      'Every cluster has one subcluster only: the two cannot be told apart.',
    )
  refuseRowsAsClusters(
    subcluster.names.length,
    cluster.codes.length,
    'subcluster',
    'leave the subcluster out',
  )
  return { clusterOf, clusters }
}
