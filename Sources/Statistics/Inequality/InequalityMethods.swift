extension Method {
  /// How unequally an amount is spread over units.
  package static let inequality: [Method] = [gini, lorenzCurve, theil, atkinson, hoover, shareRatios]
}
