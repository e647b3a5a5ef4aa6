extension Method {
  /// The methods of this folder that have facts of their own.
  static let comparisons: [Method] = [.multipleTesting]
}
