import Catalog
import Notation
import Tables

/// What can be computed from a feed at a level, through a lens, over several periods, with a margin.
extension IndicatorPlanner {
  // MARK: ways between levels

  mutating func checkWays(_ feed: FeedPlan, _ indicator: Indicator, _ levels: [String]) {
    if case .published(let text, _) = indicator.formula, indicator.periods.window > 1 {
      report(
        .error, .pooledPublished,
        "values as published cannot be pooled over \(indicator.periods.window) periods", at: text.location,
        fix: "leave out `window`")
    }
    guard let from = feed.feed.place?.level?.text else { return }
    for level in levels where level != from {
      if case .published = indicator.formula {
        report(
          .error, .noWayUp, "values published for “\(from)” cannot be taken to “\(level)”",
          at: indicator.feed.location, fix: "write `levels: [\"\(from)\"]`")
      } else {
        checkWay(from, level, at: indicator.feed.location)
      }
    }
  }

  /// The denominator's own way, and whether what is asked can be divided among places.
  mutating func checkWays(_ group: GroupPlan, _ indicator: Indicator, _ levels: [String]) {
    if let bottom = group.denominator, bottom.feed != indicator.feed.text,
      let from = feeds[bottom.feed]?.feed.place?.level?.text, let declared = group.formula.denominator?.feed
    {
      for level in levels where level != from { checkWay(from, level, at: declared.location) }
    }
    guard !group.numerator.expression.isScalable,
      let from = feeds[indicator.feed.text]?.feed.place?.level?.text
    else { return }
    for level in levels where way(from, level) == .divided {
      report(
        .error, .noWayUp, "a \(group.formula.kind) of “\(from)” cannot be divided among places of “\(level)”",
        at: indicator.feed.location, fix: "write `levels: [\"\(from)\"]`, or compute it from counts and sums")
    }
  }

  private mutating func checkWay(_ from: String, _ to: String, at location: SourceLocation) {
    guard way(from, to) == nil else { return }
    report(
      .error, .noWayUp, "nothing says how to get from “\(from)” to “\(to)”", at: location,
      fix: "declare a `parent` of “\(from)” or a crosswalk in places.json5")
  }

  private enum WayUp { case nested, divided }

  /// The way between two levels: whole places, or a crosswalk that divides them; nil where there is none.
  private func way(_ from: String, _ to: String) -> WayUp? {
    var level = from
    var seen: Set<String> = []
    // Circles of parents are told when definitions are read.
    while seen.insert(level).inserted {
      if level == to { return .nested }
      if geography.crosswalks.contains(where: { $0.from.text == level && $0.to.text == to }) {
        return .divided
      }
      guard let parent = geography.levels.first(where: { $0.id == level })?.parent else { return nil }
      level = parent.level.text
    }
    return nil
  }

  // MARK: lenses

  /// A warning: the indicator is still computed, without the lens.
  mutating func checkLenses(_ indicator: Indicator, _ feed: FeedPlan?) {
    guard let lens = indicator.lenses.first else { return }
    let primary = geography.primary.text
    switch indicator.formula {
    case .published:
      report(
        .warning, .lensNotPooled, "values as published cannot be pooled by the lens “\(lens.text)”",
        at: lens.location, fix: "take the lens off, or compute the value from counts")
    case .index:
      report(
        .warning, .lensNotPooled, "an index cannot be pooled by the lens “\(lens.text)”", at: lens.location,
        fix: "take the lens off, or see the index's parts through it")
    default:
      guard let from = feed?.feed.place?.level?.text, way(from, primary) == nil else { return }
      report(
        .warning, .lensNotPooled,
        "the lens “\(lens.text)” groups places of “\(primary)”, and there is no way from “\(from)”",
        at: lens.location, fix: "take the lens off, or declare a `parent` of “\(from)” in places.json5")
    }
  }

  // MARK: margins

  /// A warning where columns have margins of error that end in this expression, unless the indicator says itself
  /// what its uncertainty is.
  mutating func checkMargins(
    _ formula: Formula, _ numerator: ValueRequest, _ denominator: DenominatorPlan?, _ indicator: Indicator
  ) {
    guard indicator.uncertainty == nil else { return }
    if numerator.losesMargin, let text = formula.expression { reportMargin(text) }
    guard let denominator, denominator.request.losesMargin else { return }
    // A rate's interval is that of its events.
    if case .rate = formula { return }
    if let text = formula.denominator?.value { reportMargin(text) }
  }

  /// Smoothing weighs chance by the count behind a rate; a survey's chance is in its margins.
  mutating func checkSmoothing(_ groups: [GroupPlan], _ indicator: Indicator) {
    guard indicator.adjustment?.isSmoothing == true else { return }
    for group in groups {
      let parts = [group.numerator] + [group.denominator?.request].compactMap { $0 }
      guard parts.contains(where: \.hasMargins), let text = group.formula.expression else { continue }
      report(
        .error, .smoothedSurvey,
        "“\(text.text)” is a survey's estimate, which cannot be smoothed like a count",
        at: text.location, fix: "remove `smooth`, and show the margins of error")
    }
  }

  private mutating func reportMargin(_ text: SourcedText) {
    report(
      .warning, .marginNotDerived, "the margin of error of “\(text.text)” cannot be derived",
      at: text.location,
      fix:
        "write a sum of columns, a proportion or ratio of two, or a mean with a weight, or `uncertainty: \"unpublished\"`"
    )
  }

  mutating func report(
    _ severity: Diagnostic.Severity, _ code: DiagnosticCode, _ message: String, at location: SourceLocation,
    fix: String
  ) {
    problems.append(Diagnostic(severity, code, message, at: location, fix: fix))
  }
}

extension ValueRequest {
  /// Whether its columns have margins. A number of rows has none.
  fileprivate var hasMargins: Bool { expression.marginSource != .none && !expression.isSingleCount }

  /// Whether its columns have margins of which nothing can be derived. A number of rows has none to lose.
  fileprivate var losesMargin: Bool {
    expression.marginSource == .notDerivable && !expression.isSingleCount
  }
}

extension Formula {
  /// The numerator, or the only expression; nil for an index.
  var expression: SourcedText? {
    switch self {
    case .proportion(let text, _), .rate(let text, _, _, _), .ratio(let text, _, _), .mean(let text, _),
      .median(let text), .quantile(let text, _), .count(let text), .sum(let text), .published(let text, _):
      text
    case .access, .index: nil
    }
  }
}
