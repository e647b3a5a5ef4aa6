import Catalog
import Statistics

typealias Comparison = Catalog.Comparison
typealias Verdict = Statistics.Verdict
typealias RankRange = Catalog.RankRange
