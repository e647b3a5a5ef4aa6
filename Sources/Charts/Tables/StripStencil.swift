import Markup

/// The strips of one table's row on many pages: they share context, reference and scale, and differ by a dot.
///
/// The shared part weighs a kilobyte and more; it is drawn once and copied, and a dot costs three numbers.
package struct StripStencil: Sendable {
  private let scale: Scale
  private let empty: Written
  private let plain: Stencil
  private let whiskered: Stencil
  private let unreliable: Stencil

  /// - Parameter frame: the row; its own dot is left out.
  package init(_ frame: StripFrame) {
    scale = Scale(frame.domain)
    var shared = frame
    shared.dot = nil
    let context = Strip.marks(shared)
    let isYou = frame.emphasis == .you
    func stencil(_ marks: [Node]) -> Stencil { Stencil(Strip.box(context + marks)) }
    let circle = Strip.circle(Stencil.text(2) + "%", frame.emphasis)
    let (low, high) = (Stencil.text(0) + "%", Stencil.text(1) + "%")
    empty = Written(Strip.node(shared))
    plain = stencil([circle])
    whiskered = stencil([Strip.whisker(low, high, isYou: isYou, isUnreliable: false), circle])
    unreliable = stencil([Strip.whisker(low, high, isYou: isYou, isUnreliable: true), circle])
  }

  /// Writes the row's strip with a dot: the bytes of `Strip.node` for the same frame.
  package func write(_ dot: Dot?, into serializer: inout Serializer) {
    guard let dot else { return serializer.write(.written(empty)) }
    guard let low = dot.low, let high = dot.high else {
      return serializer.write(plain) { $1.write(coordinate: scale(dot.value)) }
    }
    serializer.write(dot.isUnreliable ? unreliable : whiskered) { hole, serializer in
      serializer.write(coordinate: scale(hole == 0 ? low : hole == 1 ? high : dot.value))
    }
  }
}

extension Serializer {
  /// The digits of `Coordinate.text`.
  package mutating func write(coordinate value: Double) {
    write(hundredths: Coordinate.hundredths(value))
  }
}
