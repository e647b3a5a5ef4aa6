import Catalog

typealias Comparison = Catalog.Comparison
typealias Verdict = Catalog.Verdict
typealias RankRange = Catalog.RankRange
