extension Method {
  /// Disclosure control, in the order of the methods page.
  package static let disclosure: [Method] = [suppressionAudit, suppressionComplementary]

  package static let suppressionAudit = Method(
    id: "suppression_audit", title: "Audit of withheld numbers",
    formula: "min xᵢ and max xᵢ over all x ≥ 0 with Σ aᵣⱼxⱼ = bᵣ for every published relation r",
    meaning:
      "The least and the largest number that a reader could work out for a withheld cell from everything that is published together: totals, parts, other periods, earlier editions, rates with their denominators. Where the two are equal, the number is disclosed although it is not printed.",
    caution:
      "It knows only the relations it is given: what others publish about the same people is not in it. Fractions are allowed, so outside two-way tables a reader who tries whole numbers can sometimes do better. A group of linked cells that is too large to solve is reported as not proved, which must be read as not safe.",
    source:
      "Federal Committee on Statistical Methodology, Statistical Policy Working Paper 22 (2005), on auditing tables",
    scale: .absolute)

  package static let suppressionComplementary = Method(
    id: "suppression_complementary", title: "Complementary suppression",
    formula: "fewest further cells withheld such that max xᵢ − min xᵢ ≥ width for every protected cell i",
    meaning:
      "The additional cells that are withheld so that no small number can be worked out by subtraction. They need no protection themselves; they are withheld for the sake of others, few and small ones first.",
    caution:
      "A good pattern, not always the best one: only small systems are searched through. Do not mark which of the withheld cells is the small one, because that narrows what is possible. Where no pattern exists, a total must go or the groups must be coarser; and every release must be checked together with the ones before it.",
    source:
      "Fischetti and Salazar-González 1999, Mathematical Programming 84; Kelly, Golden and Assad 1992, Networks 22",
    scale: .absolute)
}
