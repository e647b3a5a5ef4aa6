extension Method {
  /// How values are described before anything is compared.
  package static let distributions: [Method] = [weightedMoments, weightedQuantile, classBreaks]
}
