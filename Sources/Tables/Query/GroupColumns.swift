/// How the columns of the table of groups are called; no column of a feed is looked up beside them.
enum GroupColumns {
  static func key(_ index: Int) -> String { "key \(index)" }
  static func aggregate(_ index: Int) -> String { "aggregate \(index)" }
}
