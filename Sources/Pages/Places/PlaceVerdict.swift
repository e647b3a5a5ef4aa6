import Catalog
import Markup

/// The measures of a place by what their tests say against the whole city.
final class PlaceVerdict: Sendable {
  /// A kind's column: its heading for each number of measures there may be.
  private struct Column: Sendable {
    let kind: Judgement.Kind
    let headings: [Written]
  }

  private let titles: WrittenTexts
  private let columns: [Column]
  private let frame = Stencil(el("div", ["class": "verdict"]) { Node.hole(0) })
  private let longFrame = Stencil(el("div", ["class": "verdict many"]) { Node.hole(0) })
  private let column: Stencil
  private let longColumn: Stencil
  private let none: String

  init(_ scope: Scope, _ rows: [PlaceRow], _ form: PlaceForm) {
    titles = WrittenTexts(nodes: rows.map { [form.link(toRowOf: $0.figures)] })
    none = scope.say(.placeNone)
    columns = Judgement.Kind.allCases.map { kind in
      Column(
        kind: kind,
        headings: (0...rows.count).map { count in
          let heading = scope.count(Self.phrase(kind), count, ["city": scope.wholeName])
          return Written(scope.mark(kind, heading))
        })
    }
    func column(_ name: String?) -> Stencil {
      Stencil(
        el("div", ["class": name]) {
          el("h2") { Node.hole(0) }
          el("p") { Stencil.text(1) }
        })
    }
    self.column = column(nil)
    longColumn = column("long")
  }

  private static func phrase(_ kind: Judgement.Kind) -> Phrase {
    switch kind {
    case .worse: .placeWorse
    case .better: .placeBetter
    case .cannotTell: .placeSame
    case .notJudged: .placeNotJudged
    }
  }

  static func count(_ kind: Judgement.Kind, _ values: [PlaceRow.Values]) -> Int {
    values.count { $0.kind == kind }
  }

  /// A list that is too long for a column takes a row of its own.
  private static func isLong(_ count: Int) -> Bool { count > 8 }

  /// Four columns: a count with its shape, and the measures by name.
  func write(_ values: [PlaceRow.Values], into serializer: inout Serializer) {
    let hasLong = columns.contains { Self.isLong(Self.count($0.kind, values)) }
    serializer.write(hasLong ? longFrame : frame) { _, serializer in
      for column in columns { write(column, values, into: &serializer) }
    }
  }

  private func write(_ column: Column, _ values: [PlaceRow.Values], into serializer: inout Serializer) {
    let count = Self.count(column.kind, values)
    serializer.write(Self.isLong(count) ? longColumn : self.column) { hole, serializer in
      if hole == 0 { return serializer.write(column.headings[count]) }
      guard count > 0 else { return serializer.write(text: none) }
      var isFirst = true
      for index in values.indices where values[index].kind == column.kind {
        if !isFirst { serializer.write(literal: "; ") }
        isFirst = false
        serializer.write(titles, at: index)
      }
      serializer.write(literal: ".")
    }
  }
}
