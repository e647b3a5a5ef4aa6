/// The cells of a level's places for one period and group, by position: where they lie is looked up once and not for
/// each of 85,000 places. A class, because a copy of the store would count the references of each of its columns.
package final class CellRun: Sendable {
  let store: CellStore
  let start: Int
  package let count: Int

  init(store: CellStore, start: Int, count: Int) {
    self.store = store
    self.start = start
    self.count = count
  }

  /// Nil where there is none, which reads as `missing(.noData)`, and beyond the level's places.
  package subscript(position: Int) -> Cell? {
    position >= 0 && position < count ? store[start + position] : nil
  }
}
