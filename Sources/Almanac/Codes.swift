import Evaluation
import Formats
import Notation
import Pages
import Prose
import Tables
import Verification

/// Every diagnostic code of the program.
package enum Codes {
  package static let all: [DiagnosticCode] =
    (DiagnosticCode.notation + DiagnosticCode.definitions + DiagnosticCode.formats + DiagnosticCode.tables
    + DiagnosticCode.expressions
    + DiagnosticCode.evaluation + DiagnosticCode.verification + DiagnosticCode.Prose.all
    + DiagnosticCode.pages + DiagnosticCode.operations)
    .sorted { $0.id < $1.id }

  /// The code of this name, or the nearest names.
  package static func find(_ id: String) -> DiagnosticCode? { all.first { $0.id == id } }
}
