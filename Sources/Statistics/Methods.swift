extension Method {
  /// Every method, in the order of the methods page.
  package static let all: [Method] = disclosure

  /// The method of that id; nil where there is none.
  package static func of(_ id: String) -> Method? { all.first { $0.id == id } }
}
