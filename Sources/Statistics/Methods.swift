extension Method {
  /// Every method, in the order of the methods page.
  package static let all: [Method] = Chapter.allCases.flatMap(\.methods)

  /// The method of that id; nil where there is none.
  package static func of(_ id: String) -> Method? { all.first { $0.id == id } }

  /// Methods that answer one kind of question, in the order of the methods page.
  package enum Chapter: String, CaseIterable, Sendable {
    case margins, presentation, intervals, rates, distributions, inequality, gradients,
      disparities
    case segregation, space, transfer, composites, changes, comparisons

    package var methods: [Method] {
      switch self {
      case .margins: Method.margins
      case .presentation: Method.presentation + Method.disclosure
      case .intervals: Method.intervals
      case .rates: Method.rates
      case .distributions: Method.distributions
      case .inequality: Method.inequality
      case .gradients: Method.gradients
      case .disparities: Method.disparities
      case .segregation: Method.segregation
      case .space: Method.space
      case .transfer: Method.transfer
      case .composites: Method.composites
      case .changes: Method.changes
      case .comparisons: Method.comparisons
      }
    }
  }
}
