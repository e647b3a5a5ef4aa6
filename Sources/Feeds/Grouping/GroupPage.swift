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
  /// - Throws: where a group does not say how many records it stands for, or what month it is of.
  init(
    _ query: GroupedQuery, _ request: FetchRequest, _ answer: FetchAnswer, at path: [String],
    group: (JSONValue) -> JSONValue = { $0 }
  ) throws(Refusal) {
    var page = GroupPage()
    var strange: Refusal?
    do {
      _ = try JSONReader.items(of: answer.known, at: path, named: request.redacted) { row in
        let columns = group(row)
        let refusal = page.add(query, request, columns.compact) { columns[$0]?.text }
        strange = strange ?? refusal
      }
    } catch {
      throw .unreadable(request, answer, error)
    }
    if let strange { throw strange }
    self = page
  }

  /// Counts the groups of a page of CSV.
  init(csv query: GroupedQuery, _ request: FetchRequest, _ answer: FetchAnswer) throws(Refusal) {
    var page = GroupPage()
    var strange: Refusal?
    do {
      var records = CSVRecords(answer.known, named: request.redacted)
      let columns = RowColumns(try records.next() ?? [])
      while let fields = try records.next() {
        let refusal = page.add(query, request, fields.description) { columns.position($0).map { fields[$0] } }
        strange = strange ?? refusal
      }
    } catch {
      throw .unreadable(request, answer, error)
    }
    if let strange { throw strange }
    self = page
  }

  private init() {}

  /// Adds a group.
  ///
  /// - Parameter cell: the group's value in a column; nil where there is none.
  /// - Returns: what is wrong with it.
  private mutating func add(
    _ query: GroupedQuery, _ request: FetchRequest, _ key: @autoclosure () -> String,
    _ cell: (String) -> String?
  ) -> Refusal? {
    if count == 0 { first = key() }
    count += 1
    guard let number = cell(GroupedQuery.rowCount).flatMap({ Int($0) }), number >= 0 else {
      return .uncountedGroups(request)
    }
    records += number
    for key in query.keys where key.unit != nil {
      if let start = cell(key.name), !start.isEmpty, InstantText.days(start) == nil {
        return Refusal(
          "the groups of “\(request.redacted)” are of “\(start)”, which is no month or year",
          fix: Refusal.leaveAggregateOut)
      }
    }
    return nil
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
