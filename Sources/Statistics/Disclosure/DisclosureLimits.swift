/// How much work the auditor takes on.
package struct DisclosureLimits: Hashable, Sendable {
  /// The largest linked group of withheld cells that is solved exactly, in relations that form cycles.
  package var relations: Int
  /// The same in cells.
  package var cells: Int
  /// How many relations around a cell are searched for complements: more each time nothing is found.
  package var neighbourhoods: [Int]
  /// How many patterns are tried in each small independent part to find the smallest one, about 3 µs each;
  /// ten times as many in all. 0 for none.
  package var patterns: Int

  /// Beside a relation of more cells than this, what is withheld is found by going round circuits and not by a
  /// programme: fast, safe, and not always the fewest.
  package var wideRelation: Int

  package init(
    relations: Int = 600, cells: Int = 4000, neighbourhoods: [Int] = [96, 320, 900], patterns: Int = 20_000,
    wideRelation: Int = 150
  ) {
    self.relations = relations
    self.cells = cells
    self.neighbourhoods = neighbourhoods
    self.patterns = patterns
    self.wideRelation = wideRelation
  }
}
