extension Method {
  /// From one set of areas to another.
  package static let transfer: [Method] = [arealInterpolation, crosswalk]
}
