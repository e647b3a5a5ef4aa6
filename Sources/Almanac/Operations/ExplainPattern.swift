import Catalog

/// The test of the map's pattern with its inputs, and what the map's page says because of it, as lines of text.
struct ExplainPattern {
  let pattern: SpatialPattern

  var lines: [String] {
    [
      "  map          Moran’s I \(plain(pattern.index)), \(plain(pattern.expected)) by chance (−1 ÷ (n − 1)); "
        + "\(pattern.period), level “\(pattern.level)”",
      "    inputs     \(pattern.places) places with a number and a neighbour that has one, "
        + "\(pattern.borders) borders between them; each place’s neighbours weigh 1 together",
      "    test       \(pattern.permutations) permutations from seed \(pattern.seed): "
        + "pseudo-p \(plain(pattern.p)), one-sided: \(verdict)",
      "    said       \(said)",
    ]
  }

  private var verdict: String { pattern.isAlike ? "below 0.05, neighbours are alike" : "cannot tell" }

  private var said: String {
    pattern.isAlike
      ? "that places beside each other have like numbers; no other finding rests on it"
      : "that the map may be chance; no finding rests on it"
  }

  private func plain(_ value: Double) -> String { ExplainOperation.plain(value) }
}
