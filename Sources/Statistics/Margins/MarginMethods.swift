extension Method {
  /// The methods of this folder.
  static let margins: [Method] = [
    .annotationDecode, .reliability, .marginOfSum, .marginOfDifference, .marginOfProportion, .marginOfRatio,
    .marginOfProduct, .marginOfPercentChange, .significance, .binnedMedian,
  ]
}
