extension Quantities {
  /// Takes each place's own single row: what `Pooling.quantity` makes of it, but number by number, because every copy
  /// of a `Quantity` counts the references of its marker.
  ///
  /// - Parameters:
  ///   - values: of single rows, in the order of the states' groups.
  ///   - hasMargins: whether the request's columns have margins.
  mutating func take(
    _ values: GroupValues, _ states: RequestStates, placeCount: Int, isExplicit: Bool, hasMargins: Bool
  ) {
    let (numbers, missingParts, margins) = (values.numbers, values.missingParts, values.margins)
    for (position, slot) in states.slots.enumerated() where slot < placeCount {
      guard isExplicit || missingParts[position] == 0 else {
        entries[Int(slot)] = Entry(rows: 1, missing: 1)
        if !states.marks.isEmpty, let mark = states.marks[states.groups[position]] { marks[Int(slot)] = mark }
        continue
      }
      let number = numbers[position]
      let margin = margins.isEmpty ? .nan : margins[position]
      entries[Int(slot)] = Entry(
        value: number, margin: margin, rows: 1, missing: number.isNaN ? 1 : 0,
        hasLostMargin: hasMargins && margin.isNaN)
    }
  }
}
