/// A published cell pair (estimate and margin) with the Census Bureau's jam values taken out.
package struct DecodedAnnotation: Hashable, Sendable {
  package enum Status: String, Sendable {
    case ok
    /// The margin is `*****`: the number is controlled to a count, so its margin is 0.
    case controlled
    case suppressed
    /// A median in the lowest or highest interval (`2,500-`, `250,000+`).
    case openEnded = "open_ended"
    case notApplicable = "not_applicable"
    case invalid
  }

  /// Nil where the source says there is no number.
  package let estimate: Double?
  /// 90 % margin; nil where there is none.
  package let margin: Double?
  package let status: Status
}

extension DecodedAnnotation {
  /// Reads an estimate and a margin as they stand in a Census table: numbers with or without thousands
  /// commas, `+` or `-` after an open-ended median, or one of the codes −222222222 … −999999999.
  ///
  /// Source: US Census Bureau, “Notes on ACS Estimate and Annotation Values”.
  package init(estimate: String?, margin: String?) {
    switch (Self.readEstimate(estimate), Self.readMargin(margin)) {
    case (.absent, _): self.init(estimate: nil, margin: nil, status: .suppressed)
    case (.notApplicable, _): self.init(estimate: nil, margin: nil, status: .notApplicable)
    case (.unreadable, _), (_, .unreadable): self.init(estimate: nil, margin: nil, status: .invalid)
    case (.number(let value, let isOpen), let margin):
      let (margin, status) = margin.meaning
      self.init(estimate: value, margin: margin, status: isOpen && status != .invalid ? .openEnded : status)
    }
  }

  private enum Estimate {
    case absent, notApplicable, unreadable
    case number(Double, isOpen: Bool)
  }

  private enum Margin {
    case absent, controlled, openEnded, unreadable, invalid
    case number(Double)

    var meaning: (margin: Double?, status: Status) {
      switch self {
      case .absent, .unreadable: (nil, .ok)
      case .controlled: (0, .controlled)
      case .openEnded: (nil, .openEnded)
      case .invalid: (nil, .invalid)
      case .number(let value): (value, .ok)
      }
    }
  }

  private static func readEstimate(_ text: String?) -> Estimate {
    let cleaned = cleaned(text)
    switch cleaned {
    case "", "-999999999", "-666666666", "N", "-", "**": return .absent
    case "-888888888", "(X)": return .notApplicable
    default: break
    }
    let isOpen = cleaned.hasSuffix("+") || cleaned.hasSuffix("-")
    guard let value = Double(isOpen ? String(cleaned.dropLast()) : cleaned), value.isFinite else {
      return .unreadable
    }
    switch value {
    case -999_999_999, -666_666_666: return .absent
    case -888_888_888: return .notApplicable
    default: return .number(value, isOpen: isOpen)
    }
  }

  private static func readMargin(_ text: String?) -> Margin {
    let cleaned = cleaned(text)
    switch cleaned {
    case "", "N", "(X)", "**": return .absent
    case "***": return .openEnded
    case "*****": return .controlled
    default: break
    }
    guard let value = Double(cleaned), value.isFinite else { return .unreadable }
    switch value {
    case 0...: return .number(value)
    case -555_555_555: return .controlled
    case -333_333_333: return .openEnded
    case -222_222_222, -999_999_999, -888_888_888, -666_666_666: return .absent
    default: return .invalid
    }
  }

  private static func cleaned(_ text: String?) -> String {
    let kept = (text ?? "").unicodeScalars.filter { $0 != "," && !$0.properties.isWhitespace }
    return String(String.UnicodeScalarView(kept))
  }
}

extension Method {
  static let annotationDecode = Method(
    id: "acs_annotation_decode", title: "Codes in ACS tables",
    formula:
      "−999999999, −888888888, −666666666: no number; margin −555555555: 0; −222222222, −333333333: none",
    meaning: """
      Census tables write special values where there is no number: too few sampled, not applicable, an open \
      end such as 250,000+. They are taken out before anything is computed.
      """,
    caution: "A median in an open-ended class has no margin, and no sum or mean may be built on it.",
    source: "US Census Bureau, Notes on ACS Estimate and Annotation Values",
    scale: .other)
}
