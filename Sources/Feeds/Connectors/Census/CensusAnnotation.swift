import Formats

/// The numbers by which the bureau says that there is none, and those at the end of what it reports.
enum CensusAnnotation {
  /// The mark of the bureau's tables for an annotation value; nil for a number that is one.
  /// - Parameter isMargin: of a margin of error: a controlled estimate's is zero.
  static func mark(_ text: String, isMargin: Bool) -> String? {
    guard text.hasPrefix("-"), let value = Double(text) else { return nil }
    switch value {
    case -666_666_666: return "-"
    case -999_999_999: return "N"
    case -888_888_888: return "(X)"
    case -222_222_222: return "**"
    case -333_333_333: return "***"
    case -555_555_555: return isMargin ? "0" : "*****"
    default: return nil
    }
  }

  static func cell(_ value: JSONValue?, isMargin: Bool) -> FormatValue {
    guard let text = value?.text, !text.isEmpty else { return .missing }
    return .text(mark(text, isMargin: isMargin) ?? text)
  }

  /// Medians beyond the last step of the bureau's scale are reported as that step: at least, or at most, so much. The
  /// number stays, and a column beside it says so; an average of such numbers would be none.
  private static let ends: [(tables: [String], bounds: [String: String])] = [
    (
      ["B19013", "B19113", "B19202", "B19049", "B19119", "B19125", "B19126"],
      ["250001": "250,000+", "200001": "200,000+", "2499": "2,500-"]
    ),
    (["B25077"], ["2000001": "2,000,000+", "1000001": "1,000,000+", "9999": "10,000-"]),
    (["B25064", "B25058"], ["3501": "3,500+", "2001": "2,000+", "99": "100-"]),
  ]

  /// What the ends of a variable's scale mean, by the number reported; nil where the variable has no known ends.
  static func bounds(of variable: String) -> [String: String]? {
    guard variable.hasSuffix("E") else { return nil }
    let table = variable.prefix { $0 != "_" }
    return ends.first { $0.tables.contains(String(table.prefix(6))) }?.bounds
  }
}
