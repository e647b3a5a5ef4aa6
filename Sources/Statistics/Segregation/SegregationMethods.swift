extension Method {
  /// Who is where, and beside what.
  package static let segregation: [Method] = [
    segregationTwoGroup, segregationMultigroup, locationQuotient, spatialEquity,
  ]
}
