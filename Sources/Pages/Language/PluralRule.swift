/// Which form of a phrase goes with a number: families of the CLDR plural rules, named in a language file.
///
/// Source: Unicode CLDR, Language Plural Rules; cardinals of whole numbers.
package enum PluralRule: String, CaseIterable, Sendable {
  /// One form: Chinese, Japanese, Vietnamese.
  case none
  /// `one` for 1: English, Spanish, German, Italian.
  case one
  /// `one` for 0 and 1: French, Brazilian Portuguese, Hindi.
  case zeroAndOne = "zero-and-one"
  /// Russian, Ukrainian.
  case russian
  case polish
  case arabic

  /// The CLDR category of a whole number, 0 or more.
  package func category(_ number: Int) -> String {
    let tens = number % 100
    switch self {
    case .none: return "other"
    case .one: return number == 1 ? "one" : "other"
    case .zeroAndOne: return number <= 1 ? "one" : "other"
    case .russian: return slavic(one: number % 10 == 1 && tens != 11, number)
    case .polish: return slavic(one: number == 1, number)
    case .arabic:
      if number <= 2 { return ["zero", "one", "two"][number] }
      return (3...10).contains(tens) ? "few" : tens >= 11 ? "many" : "other"
    }
  }

  private func slavic(one: Bool, _ number: Int) -> String {
    if one { return "one" }
    return (2...4).contains(number % 10) && !(12...14).contains(number % 100) ? "few" : "many"
  }
}

/// Which ending an ordinal number takes: 1st, 2nd, 3rd, 4th.
package enum OrdinalRule: String, CaseIterable, Sendable {
  case none
  case english

  /// The CLDR ordinal category of a whole number, 1 or more.
  package func category(_ number: Int) -> String {
    guard self == .english, !(11...13).contains(number % 100) else { return "other" }
    return switch number % 10 {
    case 1: "one"
    case 2: "two"
    case 3: "few"
    default: "other"
    }
  }
}
