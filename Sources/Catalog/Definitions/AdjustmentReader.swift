import Notation

/// The options of a formula, `standardise` and `smooth`, as they are written: what they name is looked up when the
/// breakdowns are read.
struct AdjustmentDraft {
  var standardise: StandardiseDraft?
  var smooth: Smoothing?
}

struct StandardiseDraft {
  let location: SourceLocation
  let by: SourcedText?
  let method: Standardisation.Method
  let standard: JSONNode?
  let limits: Standardisation.Limits
}

extension Fields {
  /// Read inside a formula.
  mutating func adjustmentDraft() -> AdjustmentDraft {
    let isQuotient = has("rate") || has("proportion")
    for (key, done) in [("standardise", "standardised"), ("smooth", "smoothed")] {
      guard has(key), !isQuotient else { continue }
      report(
        .optionRefused, "only a rate or a proportion can be \(done)", at: location(ofKey: key),
        fix: "remove it, or compute the value with `rate` or `proportion`")
      return AdjustmentDraft()
    }
    let draft = AdjustmentDraft(
      standardise: object("standardise", of: "a standardisation") { $0.standardise() },
      smooth: choice("smooth", of: Smoothing.self, "a way to smooth"))
    if draft.standardise != nil, draft.smooth != nil {
      report(
        .optionRefused, "a value is standardised or smoothed, not both", at: location(ofKey: "smooth"),
        fix: "remove one of the two, or make two indicators")
      return AdjustmentDraft(standardise: draft.standardise)
    }
    return draft
  }

  private mutating func standardise() -> StandardiseDraft {
    let by = sourced("by", need: "\"age\"")
    let method = choice("method", of: Standardisation.Method.self, "a method to standardise") ?? .direct
    let standard = node("standard", need: "\"city\"")
    let limits = choice("interval", of: Standardisation.Limits.self, "an interval")
    if method == .indirect, limits != nil {
      report(
        .optionRefused, "an indirectly standardised rate has the exact interval of its count",
        at: location(ofKey: "interval"), fix: "remove it, or write method: \"direct\"")
    }
    return StandardiseDraft(
      location: location, by: by, method: method, standard: standard, limits: limits ?? .fayFeuer)
  }
}
