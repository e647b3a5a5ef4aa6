extension Method {
  /// Intervals of shares and rates; `disparityPair` is among the disparities.
  static let intervals: [Method] = [.proportionInterval, .twoProportions, .poissonRate]
}
