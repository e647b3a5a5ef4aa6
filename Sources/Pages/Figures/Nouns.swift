import Catalog

// Statistics has types of the same names for bare numbers; pages speak of the edition's.
typealias Comparison = Catalog.Comparison
typealias Verdict = Catalog.Verdict
typealias RankRange = Catalog.RankRange
