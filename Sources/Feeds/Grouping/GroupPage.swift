import Catalog
import Formats

/// What `follow` wants to know of a page of groups: how many they are, and for how many records they stand.
struct GroupPage {
  private(set) var count = 0
  private(set) var records = 0
  /// The first group, which tells the page from another.
  private(set) var first: String?

  /// Counts the groups of a page of JSON.
  ///
  /// - Parameters:
  ///   - path: where the groups are.
  ///   - group: a group's columns, where an element of the page holds more than them.
  /// - Throws: where a group does not say how many records it stands for.
  init(
    _ request: FetchRequest, _ answer: FetchAnswer, at path: [String],
    group: (JSONValue) -> JSONValue = { $0 }
  ) throws(Refusal) {
    var page = GroupPage()
    var isCounted = true
    do {
      _ = try JSONReader.items(of: answer.known, at: path, named: request.redacted) { row in
        let columns = group(row)
        isCounted = page.add(columns[GroupedQuery.rowCount]?.text, columns.compact) && isCounted
      }
    } catch {
      throw .unreadable(request, answer, error)
    }
    guard isCounted else { throw .uncountedGroups(request) }
    self = page
  }

  /// Counts the groups of a page of CSV.
  init(csv request: FetchRequest, _ answer: FetchAnswer) throws(Refusal) {
    var page = GroupPage()
    var isCounted = true
    do {
      var records = CSVRecords(answer.known, named: request.redacted)
      let position = try records.next()?.firstIndex(of: GroupedQuery.rowCount)
      while let fields = try records.next() {
        isCounted = page.add(position.map { fields[$0] }, fields.description) && isCounted
      }
    } catch {
      throw .unreadable(request, answer, error)
    }
    guard isCounted else { throw .uncountedGroups(request) }
    self = page
  }

  private init() {}

  /// Adds a group; false where the text is no number of records.
  private mutating func add(_ number: String?, _ key: @autoclosure () -> String) -> Bool {
    if count == 0 { first = key() }
    count += 1
    guard let number = number.flatMap({ Int($0) }), number >= 0 else { return false }
    records += number
    return true
  }
}

extension Refusal {
  static func uncountedGroups(_ request: FetchRequest) -> Refusal {
    Refusal(
      "the groups of “\(request.redacted)” come without the number of their rows", fix: leaveAggregateOut)
  }
}

extension FetchState {
  /// Groups received so far.
  var groups: Int { numbers.reduce(0, +) }

  /// Notes a page of groups, in the order of their keys.
  ///
  /// Portals cut groups off at a limit as they do rows, and not all of them say so. But the groups stand for as many
  /// records as the portal has announced only when they are all there, because none stands for no record.
  /// - Returns: whether there must be more.
  mutating func take(_ page: GroupPage) throws(Refusal) -> Bool {
    rows += page.records
    numbers.append(page.count)
    guard page.count > 0 else { return false }
    if let first = page.first { try guardian.begin(first) }
    return announced.map { rows < $0 } ?? true
  }
}
