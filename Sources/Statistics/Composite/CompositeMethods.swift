extension Method {
  /// The methods of this folder.
  static let composites: [Method] = [
    .percentileRank, .standardise, .rankedSumIndex, .scaledProductIndex, .zScoreIndex,
  ]
}
