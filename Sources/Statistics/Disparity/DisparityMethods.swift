extension Method {
  /// How far groups lie apart.
  package static let disparities: [Method] = [disparityPair, groupDisparity]
}
