/// The words around a chart that travels alone, already worded.
package struct Caption: Hashable, Sendable {
  /// The finding, as a sentence with a verb.
  package var title: String
  /// Unit and period.
  package var subtitle: String
  package var source: String
  package var note: String?
  package var credit: String
  package var licence: String

  package init(
    title: String, subtitle: String, source: String, note: String?, credit: String, licence: String
  ) {
    self.title = title
    self.subtitle = subtitle
    self.source = source
    self.note = note
    self.credit = credit
    self.licence = licence
  }
}
