extension Method {
  /// How an outcome follows an order of the units from the worst off to the best off.
  package static let gradients: [Method] = [concentrationIndex, concentrationCurve, slopeIndex]
}
