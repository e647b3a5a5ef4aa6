extension FixtureCheck {
  /// Every kind of fixture that can be run, in the order of the methods page.
  package static let all: [FixtureCheck] = margins + intervals + distributions + disclosure
}
