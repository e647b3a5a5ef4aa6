extension Method {
  /// The methods of this folder.
  static let rates: [Method] = [
    .directStandardisedRate, .indirectStandardisedRatio, .empiricalBayesRateSmoothing,
  ]
}
