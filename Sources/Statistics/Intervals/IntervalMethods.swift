extension Method {
  /// The methods of this folder.
  static let intervals: [Method] = [.proportionInterval, .twoProportions, .poissonRate]
}
