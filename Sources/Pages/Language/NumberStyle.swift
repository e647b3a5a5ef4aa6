import Markup

/// How a language writes numbers: separators and patterns, no locale of the machine.
package struct NumberStyle: Hashable, Sendable {
  package let decimal: String
  package let group: String
  /// Whole digits from which groups are set apart; 4 writes 1,000, 5 writes 1000.
  package let groupFrom: Int
  /// `{n}%`.
  package let percent: String
  /// `${n}`.
  package let dollars: String
  let digits: DigitStyle
  private let percentPattern: Pattern
  private let dollarsPattern: Pattern

  package init(
    decimal: String = ".", group: String = ",", groupFrom: Int = 4, percent: String = "{n}%",
    dollars: String = "${n}"
  ) {
    self.decimal = decimal
    self.group = group
    self.groupFrom = groupFrom
    self.percent = percent
    self.dollars = dollars
    digits = DigitStyle(point: decimal, group: group, groupFrom: max(groupFrom, 4))
    percentPattern = Pattern(percent)
    dollarsPattern = Pattern(dollars)
  }

  /// A number with so many decimals, rounded half up, with a true minus sign.
  package func text(_ value: Double, decimals: Int = 0) -> String {
    guard value.isFinite else { return "–" }
    guard let units = Rounding.units(value, decimals: decimals) else {
      let rounded = RoundedDecimal(value, decimals: decimals)
      return (rounded.isNegative ? "\u{2212}" : "") + unsigned(rounded)
    }
    return text(units: units, decimals: decimals)
  }

  /// As `text`, with a plus sign before positive numbers.
  package func signed(_ value: Double, decimals: Int) -> String {
    let text = text(value, decimals: decimals)
    let isPositive = value > 0 && text.utf8.contains { (0x31...0x39).contains($0) }
    return isPositive ? "+" + text : text
  }

  /// The text as a share: `20.5%`.
  func asPercent(_ text: String) -> String { percentPattern.fill(["n": text]) }

  /// The text, which may begin with a minus sign, as an amount: `$28,202`, `−$400`.
  func asMoney(_ text: String) -> String {
    guard text.hasPrefix("\u{2212}") else { return dollarsPattern.fill(["n": text]) }
    return "\u{2212}" + dollarsPattern.fill(["n": String(text.dropFirst())])
  }

  /// What stands before and after a share and an amount; nil where a pattern has no one place for the number.
  var aroundPercent: (before: String, after: String)? { percentPattern.around("n") }
  var aroundDollars: (before: String, after: String)? { dollarsPattern.around("n") }

  /// Rounded units with their separators.
  private func text(units: Int, decimals: Int) -> String {
    let digits = Decimal.text(units.magnitude < Int.max ? Int(units.magnitude) : Int.max, places: decimals)
    let whole = digits.utf8.count - (decimals > 0 ? decimals + 1 : 0)
    let isGrouped = whole >= groupFrom && whole > 3
    if !isGrouped, units >= 0, decimals == 0 || decimal == "." { return digits }
    var result = units < 0 ? "\u{2212}" : ""
    var index = 0
    for byte in digits.utf8 {
      if index == whole {
        result += decimal
      } else {
        if isGrouped, index > 0, index < whole, (whole - index) % 3 == 0 { result += group }
        result.unicodeScalars.append(Unicode.Scalar(byte))
      }
      index += 1
    }
    return result
  }

  private func unsigned(_ rounded: RoundedDecimal) -> String {
    let whole = grouped(rounded.whole)
    return rounded.fraction.isEmpty ? whole : whole + decimal + RoundedDecimal.text(rounded.fraction)
  }

  private func grouped(_ digits: [UInt8]) -> String {
    guard digits.count >= groupFrom, digits.count > 3 else { return RoundedDecimal.text(digits) }
    var parts: [String] = []
    var end = digits.count
    while end > 0 {
      parts.append(RoundedDecimal.text(digits[max(0, end - 3)..<end]))
      end -= 3
    }
    return parts.reversed().joined(separator: group)
  }
}
