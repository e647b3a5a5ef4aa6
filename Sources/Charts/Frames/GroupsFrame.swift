/// Rows of groups on one shared axis, with a reference line.
package struct GroupsFrame: Sendable {
  package struct Row: Sendable {
    package var name: String
    package var dot: Dot?
    package var value: String
    package var margin: String?
    /// Said instead of a strip: `Not shown: the margin is as large as the value`.
    package var note: String?
    /// Unique on the page; nil for a row that nothing links to.
    package var id: String?

    package init(
      name: String, dot: Dot?, value: String, margin: String?, note: String?, id: String? = nil
    ) {
      self.name = name
      self.dot = dot
      self.value = value
      self.margin = margin
      self.note = note
      self.id = id
    }
  }

  package var caption: String
  package var axis: Axis
  package var reference: Double?
  package var rows: [Row]
  package var nameHeading: String
  package var valueHeading: String

  package init(
    caption: String, axis: Axis, reference: Double?, rows: [Row], nameHeading: String, valueHeading: String
  ) {
    self.caption = caption
    self.axis = axis
    self.reference = reference
    self.rows = rows
    self.nameHeading = nameHeading
    self.valueHeading = valueHeading
  }
}
