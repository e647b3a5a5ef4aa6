/// A ranked list of rows, each with a strip.
package struct RankingFrame: Sendable {
  package struct Row: Sendable {
    /// The area's id, as on the map, so that a page can mark a place in both; nil where there is none.
    package var id: String?
    /// The rank in words; `–` where the row is not ranked.
    package var rank: String
    package var name: String
    package var href: String?
    package var dot: Dot?
    /// Class 1 to 5, as on the map.
    package var shade: Int?
    package var value: String
    package var margin: String?
    package var isEmphasised: Bool

    package init(
      rank: String, name: String, href: String?, dot: Dot?, shade: Int?, value: String, margin: String?,
      isEmphasised: Bool = false, id: String? = nil
    ) {
      self.id = id
      self.rank = rank
      self.name = name
      self.href = href
      self.dot = dot
      self.shade = shade
      self.value = value
      self.margin = margin
      self.isEmphasised = isEmphasised
    }
  }

  package var id: String
  package var axis: Axis
  package var reference: Double?
  package var rows: [Row]
  /// `Show all 77 neighborhoods`, `Show fewer`, `⋮ {count} places`: `{count}` becomes the number of rows
  /// behind each mark.
  package var showAll: String
  package var showFewer: String
  package var hiddenCount: String

  package init(
    id: String, axis: Axis, reference: Double?, rows: [Row], showAll: String, showFewer: String,
    hiddenCount: String
  ) {
    self.id = id
    self.axis = axis
    self.reference = reference
    self.rows = rows
    self.showAll = showAll
    self.showFewer = showFewer
    self.hiddenCount = hiddenCount
  }
}
