/// Groups as dots on one line per period, with the gap beside it.
package struct GapFrame: Sendable {
  package struct Point: Sendable {
    package var dot: Dot
    /// The formatted value, for the two ends.
    package var label: String

    package init(dot: Dot, label: String) {
      self.dot = dot
      self.label = label
    }
  }

  package struct Row: Sendable {
    package var label: String
    /// From the worst off to the best off; nil where a group has no number.
    package var points: [Point?]
    /// `20.9 ± 1.0`, `2.6 times`.
    package var gap: [String]
    /// Said instead of a drawing, where the period has none.
    package var note: String?
    /// The row in a sentence, for screen readers.
    package var sentence: String
    /// Unique on the page; nil for a row that nothing links to.
    package var id: String?

    package init(
      label: String, points: [Point?], gap: [String], note: String?, sentence: String, id: String? = nil
    ) {
      self.label = label
      self.points = points
      self.gap = gap
      self.note = note
      self.sentence = sentence
      self.id = id
    }
  }

  package var caption: String
  package var axis: Axis
  package var rows: [Row]
  /// Names of the first (worst off) and last (best off) group.
  package var firstName: String
  package var lastName: String
  package var periodHeading: String
  package var gapHeading: String
  /// Written from right to left: the drawing is laid out mirrored.
  package var isMirrored: Bool

  package init(
    caption: String, axis: Axis, rows: [Row], firstName: String, lastName: String, periodHeading: String,
    gapHeading: String, isMirrored: Bool
  ) {
    self.caption = caption
    self.axis = axis
    self.rows = rows
    self.firstName = firstName
    self.lastName = lastName
    self.periodHeading = periodHeading
    self.gapHeading = gapHeading
    self.isMirrored = isMirrored
  }
}
