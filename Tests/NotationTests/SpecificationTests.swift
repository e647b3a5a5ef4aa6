import Notation
import Testing

/// The grammar of JSON5 1.0.0 (json5.org), section by section.
@Suite struct SpecificationTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let text: String
    let value: String

    init(_ text: String, _ value: String) {
      self.text = text
      self.value = value
    }

    var testDescription: String { visible(text) }
  }

  @Test("The specification's own example is read")
  func kitchenSink() {
    let reading = read(
      #"""
      {
        // comments
        unquoted: 'and you can quote me on that',
        singleQuotes: 'I can use "double quotes" here',
        lineBreaks: "Look, Mom! \
      No \\n's!",
        hexadecimal: 0xdecaf,
        leadingDecimalPoint: .8675309, andTrailing: 8675309.,
        positiveSign: +1,
        trailingComma: 'in objects', andIn: ['arrays',],
        "backwardsCompatible": "with JSON",
      }
      """#)
    #expect(reading.isSound, "\(reading.diagnostics)")
    #expect(reading.root?["lineBreaks"]?.string == "Look, Mom! No \\n's!")
    #expect(reading.root?["hexadecimal"]?.number == 912_559)
    #expect(reading.root?["leadingDecimalPoint"]?.number == 0.8675309)
    #expect(reading.root?["andTrailing"]?.number == 8_675_309)
    #expect(reading.root?["andIn"]?.array?.count == 1)
    #expect(reading.root?.members?.count == 10)
  }

  @Test("Legal JSON5 gives the value it should", arguments: keys + texts + numbers + spaces)
  func legal(_ example: Example) {
    let reading = read(example.text)
    #expect(reading.isSound, "\(reading.diagnostics)")
    #expect(canonical(reading.root) == example.value)
  }

  static let keys = [
    Example("{a:1}", #"{"a":1.0}"#),
    Example("{$_:1,_$:2,a\u{200C}:3}", #"{"$_":1.0,"_$":2.0,"a\u{200C}":3.0}"#),
    Example("{ùńîċõďë:9}", #"{"\u{00F9}\u{0144}\u{00EE}\u{010B}\u{00F5}\u{010F}\u{00EB}":9.0}"#),
    Example(#"{\u0061\u0062:1,\u0024\u005F:2}"#, #"{"ab":1.0,"$_":2.0}"#),
    Example("{'a':1,\"b\":2}", #"{"a":1.0,"b":2.0}"#), Example("{abc1:{_:null}}", #"{"abc1":{"_":null}}"#),
    Example("{null:1,true:2,Infinity:3}", #"{"null":1.0,"true":2.0,"Infinity":3.0}"#),
    Example("{'__proto__':1}", #"{"__proto__":1.0}"#), Example("{ᛮ:1}", #"{"\u{16EE}":1.0}"#),
    Example("{a:1,}", #"{"a":1.0}"#), Example("[1,]", "[1.0]"), Example("{''  :1}", #"{"":1.0}"#),
  ]

  static let texts = [
    Example("'abc'", #""abc""#), Example(#"['"',"'"]"#, #"["\"","\'"]"#),
    Example(
      #"'\b\f\n\r\t\v\0\x0f\u01FF\\\'\"'"#, #""\u{08}\u{0C}\n\r\t\u{0B}\0\u{0F}\u{01FF}\\\'\"""#),
    Example("'\\\n\\\r\n\\\r\\\u{2028}\\\u{2029}\\a\\é'", #""a\u{00E9}""#), Example("'\t'", #""\t""#),
    Example(#"'\0a'"#, #""\0a""#), Example(#"'\ud83d\ude00'"#, #""\u{0001F600}""#),
    Example(#"'\/'"#, #""/""#), Example("'😀'", #""\u{0001F600}""#),
  ]

  static let numbers = [
    Example("[0,0.,0e0,.0]", "[0.0,0.0,0.0,0.0]"), Example("[1,23,456,7890]", "[1.0,23.0,456.0,7890.0]"),
    Example("[-1,+1,-.1,-0]", "[-1.0,1.0,-0.1,-0.0]"), Example("[.1,.23]", "[0.1,0.23]"),
    Example("[1.0,1.23]", "[1.0,1.23]"),
    Example("[1e0,1e1,1e01,1.e0,1.1e0,1e-1,1e+1]", "[1.0,10.0,10.0,1.0,1.1,0.1,10.0]"),
    Example("[0x1,0x10,0xff,0XFF,-0x1,+0xa]", "[1.0,16.0,255.0,255.0,-1.0,10.0]"),
    Example("[0xFFFFFFFFFFFFFFFF,0x10000000000000001]", "[1.8446744073709552e+19,1.8446744073709552e+19]"),
    Example("5.", "5.0"), Example("5.e-1", "0.5"),
  ]

  static let spaces = [
    Example("{//comment\n}", "{}"), Example("{}//comment", "{}"), Example("{/*comment\n** */}", "{}"),
    Example("//a\r{}//b\u{2028}/*c*/", "{}"),
    Example("\t\u{0B}\u{0C} \u{A0}\u{FEFF}\n\r\u{2028}\u{2029}\u{2003}[]", "[]"),
    Example("[1\u{A0},true\u{3000},null\u{2003}]", "[1.0,true,null]"),
    Example("[1/*a*/,2//b\n]", "[1.0,2.0]"),
    Example("{a\u{A0}:1}", #"{"a":1.0}"#), Example("/***/[]/*/*/", "[]"),
  ]

  @Test(
    "What JSON5 does not allow is refused with a place and a fix",
    arguments: [
      "", "//a", "/*", "a", "{a", "{a:", "{a:1", "{,}", "[,]", "[1,,2]", "{a:1,,}", "{1:1}", "{a-b:1}",
      "{a b:1}",
      "'a", "'a\nb'", "\"\\u00g0\"", "'\\x1'", "'\\1'", "'\\01'", "'\\ud800'", "010", "0x", "0xg", "1e", ".",
      "+", "-",
      "+-1", "1.2.3", "1..", "1a", "0b1", "Infinity", "-Infinity", "+NaN", "NaN", "1e999", "undefined",
      "True",
      "{}x", "{}{}", "]", "{a:1]", "[1}", "/", "/ /", "'\u{1}'", "{\\u0031:1}", "{\\u002d:1}", "{a:1,a:2}",
      "{\\x61:1}", "#", "{a=1}", "{a:1;b:2}", "`a`", "“a”", "{“a”:1}", "1,2", "--1", "'\\\u{1}'", "\\u0061",
    ])
  func refused(_ text: String) {
    let reading = read(text)
    #expect(!reading.isSound)
    #expect(!reading.diagnostics.isEmpty)
    #expect(reading.diagnostics.allSatisfy { $0.location?.path == "a.json5" && $0.fix != nil })
  }

  @Test("A number is kept as it was written and read exactly")
  func numbersAreExact() {
    let written = [
      "0.1", "0.30000000000000004", "9007199254740993", "123456789012345678901234567890",
      "2.2250738585072011e-308",
      "5e-324", "1.7976931348623157e308", "8.41", "1e22", "1e23", "0.000001", "179769313486231570000e288",
      "4.35", "100000000000000016777215", "9007199254740991.5",
    ]
    for text in written {
      guard case .number(let number, let kept)? = read(text).root?.kind else {
        Issue.record("\(text) was not read as a number")
        continue
      }
      #expect(kept == text)
      #expect(number == Double(text))
    }
    #expect(read("-0").root?.number?.sign == .minus)
    #expect(read("1e-400").root?.number == 0)
  }

  @Test("An invisible line separator in a text is read with a warning")
  func separator() {
    let reading = read("['a\u{2028}b']")
    #expect(reading.isSound)
    #expect(canonical(reading.root) == #"["a\u{2028}b"]"#)
    #expect(reading.diagnostics.map(\.severity) == [.warning])
    #expect(reading.diagnostics.first?.location == SourceLocation(path: "a.json5", line: 1, column: 4))
  }
}
