/// Keys and bare words.
extension JSON5Parser {
  /// Past a key: a quoted text or, in JSON5, an identifier (ECMAScript 5.1, §7.6).
  mutating func key() throws(Diagnostic) -> String {
    if byte == UInt8(ascii: "\"") { return try text() }
    if isJSON { throw strictKeyProblem() }
    if byte == UInt8(ascii: "'") { return try text() }
    let start = at
    var name = String.UnicodeScalarView()
    while let scalar = try identifierScalar(isFirst: at == start) { name.append(scalar) }
    if at == start || wordEnd(at) > at { throw keyProblem(start) }
    return String(name)
  }

  /// Past the next scalar of an identifier; nil where it ends.
  private mutating func identifierScalar(isFirst: Bool) throws(Diagnostic) -> Unicode.Scalar? {
    guard let (written, length) = scalar(at) else { return nil }
    guard written == "\\" else {
      guard isIdentifier(written, isFirst: isFirst) else { return nil }
      at += length
      return written
    }
    let start = at
    if byte(ahead: 1) == UInt8(ascii: "u") {
      at += 2
      let known = diagnostics.count
      if let scalar = unicodeEscape(from: start), isIdentifier(scalar, isFirst: isFirst) { return scalar }
      if diagnostics.count > known { throw diagnostics.removeLast() }
    }
    throw error(
      .badEscape, "an unquoted key can hold only escapes of letters, such as \\u00e9", at: start,
      fix: "put the key in quotes")
  }

  private func isIdentifier(_ scalar: Unicode.Scalar, isFirst: Bool) -> Bool {
    if scalar.isASCII {
      switch scalar {
      case "a"..."z", "A"..."Z", "_", "$": return true
      case "0"..."9": return !isFirst
      default: return false
      }
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
      return true
    case .nonspacingMark, .spacingMark, .decimalNumber, .connectorPunctuation: return !isFirst
    default: return !isFirst && (scalar == "\u{200C}" || scalar == "\u{200D}")
    }
  }

  private mutating func strictKeyProblem() -> Diagnostic {
    error(.syntax, "expected a key in double quotes, not \(offence(at))", fix: "put the key in double quotes")
  }

  private mutating func keyProblem(_ start: Int) -> Diagnostic {
    if byte == UInt8(ascii: ","), at == start {
      return error(.syntax, "expected a key, not “,”", fix: "remove the extra comma")
    }
    if let problem = curlyQuoteProblem(start) { return problem }
    let end = wordEnd(at)
    guard end > start else {
      return error(
        .syntax, "expected a key, not \(offence(start))", at: start,
        fix: "write a name, a colon and a value, or close the object with }")
    }
    let word = slice(start, end)
    return error(
      .syntax, "the key \(quoted(word)) can only be written in quotes", at: start, fix: "write \"\(word)\"")
  }

  /// Word processors turn straight quotes into curly ones.
  private mutating func curlyQuoteProblem(_ start: Int) -> Diagnostic? {
    guard let (scalar, _) = scalar(start), "“”„‟‘’‚‛«»".unicodeScalars.contains(scalar) else { return nil }
    return error(
      .syntax, "a typographic quote \(scalar) does not begin a text", at: start,
      fix: "type a straight quote \"")
  }

  // MARK: Words as values

  /// Past `true`, `false` or `null`; anything else is explained. `Infinity` and `NaN` are stepped over.
  mutating func word() throws(Diagnostic) -> JSONNode.Kind {
    let start = at
    let end = wordEnd(at)
    if end == start { throw valueProblem() }
    if let problem = curlyQuoteProblem(start) { throw problem }
    let word = slice(start, end)
    at = end
    switch word {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    case "Infinity", "NaN":
      report(notFinite(word, start))
      return .null
    default: throw wordProblem(word, start)
    }
  }

  mutating func notFinite(_ word: String, _ start: Int) -> Diagnostic {
    error(
      .notFinite, "\(quoted(word)) is not a quantity that a page could show", at: start,
      fix: "leave the value out, or say why it is missing")
  }

  private mutating func valueProblem() -> Diagnostic {
    let fix =
      switch byte {
      case UInt8(ascii: ","): "remove the extra comma, or write the value that belongs before it"
      case UInt8(ascii: "}"), UInt8(ascii: "]"): "write a value here"
      case UInt8(ascii: "'"), UInt8(ascii: "`"): "put texts in double quotes"
      default: "write a text in quotes, a number, true, false, a list or an object"
      }
    return error(.syntax, "expected a value, not \(offence(at))", fix: fix)
  }

  private mutating func wordProblem(_ word: String, _ start: Int) -> Diagnostic {
    let meant =
      switch word.lowercased() {
      case "true", "yes", "on": "write true"
      case "false", "no", "off": "write false"
      case "null", "nil", "none", "undefined", "na": "write null, or leave the key out"
      default: "put the text in quotes: \"\(word)\""
      }
    return error(.syntax, "the word \(quoted(word)) is not a value", at: start, fix: meant)
  }
}
