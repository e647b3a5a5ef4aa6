extension Method {
  /// Whether one number may be shown.
  static let presentation: [Method] = [.primarySuppression, .proportionReliability]
}
