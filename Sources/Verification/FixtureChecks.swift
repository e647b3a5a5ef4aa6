extension FixtureCheck {
  /// Every kind of fixture that can be run, in the order of the methods page.
  package static let all: [FixtureCheck] =
    margins + presentation + disclosure + intervals + rates + distributions + inequality + gradients
    + disparities
    + segregation + space + transfer + composites + changes
}
