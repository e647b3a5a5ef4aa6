/// The `crs` member that RFC 7946 withdrew and files still carry.
enum CRSMember {
  /// The value of the first `"name"` whose value is not “name”, or the raw member where there is none.
  static func name(_ cursor: ByteCursor, _ range: Range<Int>) throws(GeometryProblem) -> String {
    var inner = cursor
    inner.position = range.lowerBound
    var previous: String?
    while inner.position < range.upperBound {
      guard inner.bytes[inner.position] == UInt8(ascii: "\"") else {
        inner.position += 1
        continue
      }
      let text = try cursor.decoded(try inner.rawText())
      if let key = previous, ["name", "href", "code"].contains(key), text != "properties" { return text }
      previous = inner.take(UInt8(ascii: ":")) ? text : nil
    }
    return cursor.text(range)
  }

  /// Whether `name` is WGS 84 longitude and latitude.
  ///
  /// NAD 83 (EPSG:4269), which United States census files declare, is taken too: it is degrees, within two
  /// metres of WGS 84.
  static func isDegrees(_ name: String) -> Bool {
    let upper = name.uppercased()
    return ["CRS84", "CRS:84", "CRS83", ":4326", "/4326", ":4269", "WGS84", "WGS 84"].contains {
      upper.hasSuffix($0)
    } || upper == "4326"
  }
}
