/// Ids of headings, each once in a document.
struct Slugs {
  private var used: Set<String> = []
  /// The next number to try for a repeated title, so that 10,000 equal headings stay linear.
  private var nextNumber: [String: Int] = [:]

  /// Letters and digits of any script in lower case, words joined by hyphens; `section` where there are none. A repeated
  /// one gets `-2`, `-3`, …
  mutating func slug(for title: String) -> String {
    let base = Self.plain(title)
    var slug = base
    while !used.insert(slug).inserted {
      let number = nextNumber[base, default: 2]
      nextNumber[base] = number + 1
      slug = "\(base)-\(number)"
    }
    return slug
  }

  private static func plain(_ title: String) -> String {
    var slug = String.UnicodeScalarView()
    var isWordEnd = false
    for scalar in title.lowercased().unicodeScalars {
      let properties = scalar.properties
      if properties.isAlphabetic || properties.numericType != nil
        || properties.generalCategory == .nonspacingMark
      {
        if isWordEnd, !slug.isEmpty { slug.append("-") }
        isWordEnd = false
        slug.append(scalar)
      } else if scalar != "'" && scalar != "’" {
        isWordEnd = true
      }
    }
    return slug.isEmpty ? "section" : String(slug)
  }
}
