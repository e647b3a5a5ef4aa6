import Catalog
import Notation
import TestSupport
import Testing

@testable import Feeds

@Suite("The lock of snapshots")
struct LockTests {
  static func record(_ feed: String, _ part: Int = 0, source: String = "a.csv", sha: String = "00")
    -> SnapshotRecord
  {
    SnapshotRecord(
      feed: feed, part: part, source: source, file: "\(feed)-\(part).csv", time: "2026-01-02T03:04:05Z",
      bytes: 12,
      sha256: sha, rows: nil, etag: nil, lastModified: nil)
  }

  @Test("The text is this, to the byte")
  func text() {
    var full = Self.record("b", 1)
    full.rows = 3
    full.etag = "W/\"x\""
    full.lastModified = "Fri, 02 Jan 2026 03:04:05 GMT"
    full.stale = "gone"
    #expect(
      SnapshotLock([full, Self.record("a")]).text == """
        // Written by `almanac fetch`: which bytes each feed was frozen as. Commit it; do not edit it.
        [
          {
            feed: "a",
            part: 0,
            source: "a.csv",
            file: "a-0.csv",
            time: "2026-01-02T03:04:05Z",
            bytes: 12,
            sha256: "00",
          },
          {
            feed: "b",
            part: 1,
            source: "a.csv",
            file: "b-1.csv",
            time: "2026-01-02T03:04:05Z",
            bytes: 12,
            sha256: "00",
            rows: 3,
            etag: "W/\\"x\\"",
            lastModified: "Fri, 02 Jan 2026 03:04:05 GMT",
            stale: "gone",
          },
        ]

        """)
    #expect(SnapshotLock().text.hasSuffix("[\n]\n"))
  }

  @Test("Texts with quotes, line ends and control characters are read back as they were")
  func escapes() throws {
    let nasty = "a\"b\\c\nd\re\tf\u{1}g\u{1F}h\u{0}i’é🙂\u{2028}"
    let reading = JSON5.parse(Array(SnapshotLock([Self.record("a", source: nasty)]).text.utf8), path: "lock")
    #expect(reading.diagnostics.allSatisfy { $0.severity != .error })
    let record = try #require(reading.root?.array?.first)
    #expect(record["source"]?.string == nasty)
  }

  @Test("The order of writing does not show", arguments: [UInt64](1...3))
  func order(seed: UInt64) {
    var random = Seeded(seed)
    let records = ["a", "b", "c"].flatMap { feed in (0..<12).map { Self.record(feed, $0) } }
    var lock = SnapshotLock()
    for record in records.shuffled(using: &random) { lock.set(record) }
    #expect(lock == SnapshotLock(records) && lock.records == records)
  }

  @Test("Setting replaces the record of the same part; keeping drops the others")
  func setAndKeep() {
    var lock = SnapshotLock([Self.record("a", 0), Self.record("a", 1), Self.record("b", 0)])
    lock.set(Self.record("a", 1, sha: "ff"))
    #expect(lock.records.count == 3 && lock.record("a", part: 1)?.sha256 == "ff")
    #expect(lock.records(of: "a").map(\.part) == [0, 1] && lock.record("c", part: 0) == nil)
    lock.keep { $0.feed == "a" && $0.part < 1 }
    #expect(lock.records == [Self.record("a", 0)])
  }
}
