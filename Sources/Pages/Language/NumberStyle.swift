/// How a language writes numbers: separators and patterns, no locale of the machine.
package struct NumberStyle: Hashable, Sendable {
  package var decimal: String
  package var group: String
  /// Whole digits from which groups are set apart; 4 writes 1,000, 5 writes 1000.
  package var groupFrom: Int
  /// `{n}%`.
  package var percent: String
  /// `${n}`.
  package var dollars: String

  package init(
    decimal: String = ".", group: String = ",", groupFrom: Int = 4, percent: String = "{n}%",
    dollars: String = "${n}"
  ) {
    self.decimal = decimal
    self.group = group
    self.groupFrom = groupFrom
    self.percent = percent
    self.dollars = dollars
  }

  /// A number with so many decimals, rounded half up, with a true minus sign.
  package func text(_ value: Double, decimals: Int = 0) -> String {
    guard value.isFinite else { return "–" }
    let rounded = RoundedDecimal(value, decimals: decimals)
    return (rounded.isNegative ? "\u{2212}" : "") + unsigned(rounded)
  }

  /// As `text`, with a plus sign before positive numbers.
  package func signed(_ value: Double, decimals: Int) -> String {
    let text = text(value, decimals: decimals)
    let isPositive = value > 0 && text.contains { ("1"..."9").contains($0) }
    return isPositive ? "+" + text : text
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
