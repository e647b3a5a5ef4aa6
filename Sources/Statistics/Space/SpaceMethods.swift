extension Method {
  /// Patterns on the map.
  package static let space: [Method] = [moransI, localMoran, getisOrd]
}
