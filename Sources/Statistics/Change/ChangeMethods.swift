extension Method {
  /// The methods of this folder.
  static let changes: [Method] = [.trend, .priceAdjustment]
}
