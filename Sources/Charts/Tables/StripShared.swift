import Markup

/// The strips of a row on thousands of pages that share a style sheet: what all of them have in common stands there,
/// and a page holds three numbers.
///
/// The ticks of all places were a third of a page's bytes. They are a mask, so that the sheet's own color shows
/// through them in the light, in the dark and in print; the theme says where the dot, the line and the mask lie.
///
/// A class, because handing its pieces about would count the references of each at each of a million dots.
package final class StripShared: Sendable {
  private let scale: Scale
  private let plain: Stencil
  private let whiskered: Stencil
  private let unreliable: Stencil
  /// What the row's rule declares: `--ticks`, a mask; where there is a reference, `--ref`, its share of the width, and
  /// `--mark`, the empty content of what draws it.
  package let declarations: String

  package init(domain: ClosedRange<Double>, context: [Double], reference: Double?) {
    scale = Scale(domain)
    var declarations = "--ticks:\(Self.mask(Strip.ticks(context, Scale(domain, from: 6, to: 994))))"
    if let reference {
      let share = Decimal.text(Coordinate.hundredths(scale(reference)), places: 4, isTrimmed: true)
      declarations += ";--ref:\(share);--mark:\"\""
    }
    self.declarations = declarations
    func stencil(_ dot: Dot) -> Stencil {
      Stencil(Self.node(dot, low: Stencil.text(0), high: Stencil.text(1), value: Stencil.text(2)))
    }
    plain = stencil(Dot(0))
    whiskered = stencil(Dot(0, low: 0, high: 0))
    unreliable = stencil(Dot(0, low: 0, high: 0, isUnreliable: true))
  }

  /// An image two pixels wider than the strip on either side, where ticks at its ends would be cut.
  private static func mask(_ ticks: String) -> String {
    let box: Attributes = [
      "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 1000 9", "preserveAspectRatio": "none",
    ]
    let drawing = el("svg", box) {
      el("path", ["d": ticks, "stroke": "red", "vector-effect": "non-scaling-stroke"])
    }
    let markup = String(decoding: Serializer.bytes(of: drawing, as: .xml), as: UTF8.self)
    return "url(\"data:image/svg+xml,\(address(markup))\")"
  }

  /// Markup inside an address that stands between double quotes.
  private static func address(_ markup: String) -> String {
    var address = ""
    for scalar in markup.unicodeScalars {
      switch scalar {
      case "<": address += "%3C"
      case ">": address += "%3E"
      case "\"": address += "'"
      default: address.unicodeScalars.append(scalar)
      }
    }
    return address
  }

  /// The dot and its interval, for the theme to draw: hundredths of a percent of the strip's width.
  static func node(_ dot: Dot, low: String, high: String, value: String) -> Node {
    let hasInterval = dot.low != nil && dot.high != nil
    let ends = hasInterval ? ";--l:\(low);--h:\(high)" : ""
    return el("i", ["class": hasInterval && dot.isUnreliable ? "low" : nil, "style": "--v:\(value)\(ends)"])
  }

  /// The same node by node.
  package func node(_ dot: Dot) -> Node {
    func text(_ value: Double?) -> String { value.map { Decimal.text(position($0)) } ?? "" }
    return Self.node(dot, low: text(dot.low), high: text(dot.high), value: text(dot.value))
  }

  private func position(_ value: Double) -> Int { Coordinate.hundredths(scale(value)) }

  /// Writes the bytes of `node`.
  package func write(_ dot: Dot, into serializer: inout Serializer) {
    guard let low = dot.low, let high = dot.high else {
      return serializer.write(plain) { $1.write(decimal: position(dot.value)) }
    }
    func fill(_ hole: Int, _ serializer: inout Serializer) {
      serializer.write(decimal: position(hole == 0 ? low : hole == 1 ? high : dot.value))
    }
    if dot.isUnreliable {
      serializer.write(unreliable, fill: fill)
    } else {
      serializer.write(whiskered, fill: fill)
    }
  }
}
