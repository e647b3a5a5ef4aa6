import Notation
import Testing

/// A corpus in the style of JSONTestSuite (Seriot 2016, “Parsing JSON is a minefield”): y must be read, n
/// must be refused, i is left to the reader by RFC 8259 and pinned here.
@Suite struct ConformanceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]

    init(_ name: String, _ text: String) {
      self.name = name
      bytes = Array(text.utf8)
    }

    init(_ name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }

    var isAccepted: Bool { name.hasPrefix("y_") || name.hasPrefix("iy_") }
    var testDescription: String { name }
  }

  @Test("Plain JSON is read or refused as RFC 8259 says", arguments: structures + numbers + texts + encodings)
  func conformance(_ example: Case) {
    let reading = JSON5.parse(example.bytes, path: "a.json", dialect: .json)
    #expect(reading.isSound == example.isAccepted, "\(reading.diagnostics)")
    if !example.isAccepted {
      #expect(reading.diagnostics.contains { $0.severity == .error })
      #expect(reading.diagnostics.allSatisfy { $0.location != nil && $0.fix != nil })
    }
  }

  @Test("The corpus has at least 120 cases with different names")
  func size() {
    let names = (Self.structures + Self.numbers + Self.texts + Self.encodings).map(\.name)
    #expect(names.count >= 120)
    #expect(Set(names).count == names.count)
  }

  static let structures: [Case] = [
    Case("y_array_empty", "[]"), Case("y_array_nested_empty", "[[]]"), Case("y_array_spaces", "[ ]"),
    Case("y_array_null", "[null]"), Case("y_array_false", "[false]"),
    Case("y_array_mixed", "[null, 1, \"1\", {}]"),
    Case("y_array_with_newline", "[1\n]"), Case("y_array_leading_space", " [1]"),
    Case("y_array_trailing_space", "[2] "), Case("y_array_several_null", "[1,null,null,null,2]"),
    Case("y_object_empty", "{}"), Case("y_object_basic", "{\"asd\":\"sdf\"}"),
    Case("y_object_empty_key", "{\"\":0}"), Case("y_object_escaped_null_in_key", "{\"foo\\u0000bar\": 42}"),
    Case("y_object_with_newlines", "{\n\"a\": \"b\"\n}"),
    Case("y_object_nested", "{\"a\":{\"b\":{\"c\":[]}}}"),
    Case("y_object_extreme_numbers", "{ \"min\": -1.0e+28, \"max\": 1.0e+28 }"),
    Case("y_structure_lonely_text", "\"asd\""), Case("y_structure_lonely_number", "42"),
    Case("y_structure_lonely_negative", "-0.1"), Case("y_structure_lonely_null", "null"),
    Case("y_structure_lonely_true", "true"), Case("y_structure_text_empty", "\"\""),
    Case("y_structure_trailing_newline", "[\"a\"]\n"), Case("y_structure_whitespace_array", " \t\r\n[] "),
    Case("n_array_1_true_without_comma", "[1 true]"), Case("n_array_colon", "[\"\": 1]"),
    Case("n_array_comma_after_close", "[\"\"],"), Case("n_array_comma_and_number", "[,1]"),
    Case("n_array_double_comma", "[1,,2]"), Case("n_array_double_extra_comma", "[\"x\",,]"),
    Case("n_array_extra_close", "[\"x\"]]"), Case("n_array_extra_comma", "[\"\",]"),
    Case("n_array_incomplete", "[\"x\""), Case("n_array_just_comma", "[,]"),
    Case("n_array_just_minus", "[-]"),
    Case("n_array_inner_not_separated", "[3[4]]"), Case("n_array_items_separated_by_semicolon", "[1:2]"),
    Case("n_array_unclosed", "[\"\""), Case("n_array_unclosed_with_newlines", "[\"a\",\n4\n,1,"),
    Case("n_array_star_inside", "[*]"), Case("n_incomplete_false", "[fals]"),
    Case("n_incomplete_null", "[nul]"),
    Case("n_incomplete_true", "[tru]"), Case("n_capital_true", "[True]"),
    Case("n_object_bad_value", "[\"x\", truth]"), Case("n_object_bracket_key", "{[: \"x\"}\n"),
    Case("n_object_comma_for_colon", "{\"x\", null}"), Case("n_object_double_colon", "{\"x\"::\"b\"}"),
    Case("n_object_garbage_at_end", "{\"a\":\"a\" 123}"),
    Case("n_object_key_with_single_quotes", "{key: 'value'}"),
    Case("n_object_missing_colon", "{\"a\" b}"), Case("n_object_missing_key", "{:\"b\"}"),
    Case("n_object_missing_semicolon", "{\"a\" \"b\"}"), Case("n_object_missing_value", "{\"a\":"),
    Case("n_object_no_colon", "{\"a\""), Case("n_object_non_text_key", "{1:1}"),
    Case("n_object_several_trailing_commas", "{\"id\":0,,,,,}"), Case("n_object_single_quote", "{'a':0}"),
    Case("n_object_trailing_comma", "{\"id\":0,}"), Case("n_object_trailing_comment", "{\"a\":\"b\"}/**/"),
    Case("n_object_trailing_comment_open", "{\"a\":\"b\"}/**//"),
    Case("n_object_slash_slash", "{\"a\":\"b\"}//"),
    Case("n_object_two_commas", "{\"a\":\"b\",,\"c\":\"d\"}"), Case("n_object_unquoted_key", "{a: \"b\"}"),
    Case("n_object_unterminated_value", "{\"a\":\"a"), Case("n_object_trailing_hash", "{\"a\":\"b\"}#{}"),
    Case("n_object_duplicate_key", "{\"a\":\"b\",\"a\":\"c\"}"), Case("n_structure_no_data", ""),
    Case("n_structure_single_space", " "), Case("n_structure_lone_open_bracket", "["),
    Case("n_structure_angle_bracket", "<.>"), Case("n_structure_array_trailing_garbage", "[1]x"),
    Case("n_structure_array_with_extra_close", "[1]]"), Case("n_structure_close_array", "]"),
    Case("n_structure_double_array", "[][]"),
    Case("n_structure_number_with_garbage", "2@"), Case("n_structure_object_for_array", "[}"),
    Case("n_structure_object_unclosed", "{\"asd\":\"asd\""), Case("n_structure_open_array_object", "[{"),
    Case("n_structure_open_object_comma", "{,"), Case("n_structure_text_with_apostrophes", "'string'"),
    Case("n_structure_unclosed_true", "[ true"), Case("n_structure_form_feed", "[\u{0C}]"),
    Case("n_structure_no_break_space", "[\u{A0}]"), Case("n_structure_capital_true", "[TRUE]"),
    Case("n_structure_backslash_u", "\\u000A\"\""),
  ]

  static let numbers: [Case] = [
    Case("y_number_plain", "[123e65]"), Case("y_number_0e+1", "[0e+1]"), Case("y_number_0e1", "[0e1]"),
    Case("y_number_after_space", "[ 4]"), Case("y_number_close_to_zero", "[-0.000000000000000000000000001]"),
    Case("y_number_int_with_exp", "[20e1]"), Case("y_number_minus_zero", "[-0]"),
    Case("y_number_negative_int", "[-123]"), Case("y_number_capital_e", "[1E22]"),
    Case("y_number_capital_e_minus", "[1E-2]"), Case("y_number_capital_e_plus", "[1E+2]"),
    Case("y_number_real_exponent", "[123.456e78]"), Case("y_number_simple_real", "[123.456789]"),
    Case("iy_number_underflow", "[123e-10000000]"),
    Case("iy_number_too_big_for_an_integer", "[100000000000000000000]"),
    Case("in_number_overflow", "[0.4e00669999999999999999999999999999999999999999969999999006]"),
    Case("in_number_1e400", "[-1e400]"), Case("n_number_plus_plus", "[++1234]"),
    Case("n_number_plus_1", "[+1]"),
    Case("n_number_plus_inf", "[+Inf]"), Case("n_number_minus_01", "[-01]"),
    Case("n_number_minus_1_dot_0_dot", "[-1.0.]"),
    Case("n_number_minus_2_dot", "[-2.]"), Case("n_number_minus_nan", "[-NaN]"),
    Case("n_number_dot_minus_1", "[.-1]"),
    Case("n_number_dot_2e", "[.2e-3]"), Case("n_number_0_dot_e1", "[0.e1]"),
    Case("n_number_0_1_2", "[0.1.2]"),
    Case("n_number_0_3e", "[0.3e]"), Case("n_number_0_3e_plus", "[0.3e+]"), Case("n_number_0e", "[0e]"),
    Case("n_number_1_000", "[1 000.0]"), Case("n_number_1eE2", "[1eE2]"), Case("n_number_2_e3", "[2.e3]"),
    Case("n_number_9_e_plus", "[9.e+]"), Case("n_number_expression", "[1+2]"),
    Case("n_number_hex_1", "[0x1]"),
    Case("n_number_hex_2", "[0x42]"), Case("n_number_infinity", "[Infinity]"), Case("n_number_nan", "[NaN]"),
    Case("n_number_inf_plus", "[0e+-1]"), Case("n_number_with_letter", "[1.2a-3]"),
    Case("n_number_with_leading_zero", "[012]"), Case("n_number_minus_space", "[- 1]"),
    Case("n_number_minus_letter", "[-foo]"), Case("n_number_fullwidth_digit", "[\u{FF11}]"),
    Case("n_number_underscore", "[1_000]"), Case("n_number_suffix", "[10L]"),
  ]

  static let texts: [Case] = [
    Case("y_text_all_escapes", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]"),
    Case("y_text_unicode_escape", "[\"\\u0012\"]"),
    Case("y_text_pair", "[\"\\ud83d\\ude39\\ud83d\\udc8d\"]"),
    Case("y_text_backslash_u_after_double", "[\"\\\\u0000\"]"),
    Case("y_text_comments_inside", "[\"a/*b*/c/*d//e\"]"), Case("y_text_utf8", "[\"€𝄞\"]"),
    Case("y_text_delete_character", "[\"a\u{7F}a\"]"), Case("y_text_u2028", "[\"\u{2028}\"]"),
    Case("y_text_noncharacter", "[\"\\uFFFF\"]"), Case("y_text_nfd", "[\"e\u{301}\"]"),
    Case("y_text_in_array", "[\"asd\"]"),
    Case("y_text_last_pair", "[\"\\uDBFF\\uDFFF\"]"),
    Case("y_text_escaped_noncharacter", "[\"\\uD83F\\uDFFE\"]"),
    Case("in_text_lone_high", "[\"\\uD800\"]"), Case("in_text_lone_low", "[\"\\uDC00\"]"),
    Case("in_text_high_then_letter", "[\"\\uD800a\"]"), Case("in_text_high_twice", "[\"\\uD800\\uD800\\n\"]"),
    Case("in_text_reversed_pair", "[\"\\uDd1e\\uD834\"]"),
    Case("in_text_high_then_escape", "[\"\\uD800\\n\"]"),
    Case("n_text_high_then_incomplete", "[\"\\uD800\\u1\"]"), Case("n_text_incomplete_escape", "[\"\\\"]"),
    Case("n_text_incomplete_u", "[\"\\u00A\"]"), Case("n_text_u_without_digits", "[\"\\u\"]"),
    Case("n_text_u_with_other", "[\"\\uqqqq\"]"), Case("n_text_escape_x", "[\"\\x00\"]"),
    Case("n_text_escape_emoji", "[\"\\🌀\"]"), Case("n_text_escape_a", "[\"\\a\"]"),
    Case("n_text_newline", "[\"new\nline\"]"), Case("n_text_tab", "[\"\t\"]"),
    Case("n_text_null", "[\"a\u{0}a\"]"),
    Case("n_text_single_quote", "['single quote']"), Case("n_text_no_quotes", "[asd]"),
    Case("n_text_unclosed", "\""), Case("n_text_accent_without_quotes", "[é]"),
    Case("n_text_curly_quotes", "[“a”]"), Case("n_text_escaped_line_end", "[\"a\\\nb\"]"),
    Case("n_text_capital_u", "[\"\\UA66D\"]"), Case("n_text_start_escape_unclosed", "[\"\\"),
  ]

  static let encodings: [Case] = [
    Case("iy_encoding_byte_order_mark", bytes: [0xEF, 0xBB, 0xBF, 0x7B, 0x7D]),
    Case("n_encoding_mark_alone", bytes: [0xEF, 0xBB, 0xBF]),
    Case("n_encoding_mark_twice", bytes: [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, 0x7B, 0x7D]),
    Case("n_encoding_incomplete_mark", bytes: [0xEF, 0xBB, 0x7B, 0x7D]),
    Case("in_encoding_latin_1", bytes: [0x5B, 0x22, 0xE9, 0x22, 0x5D]),
    Case("in_encoding_overlong_2", bytes: [0x5B, 0x22, 0xC0, 0xAF, 0x22, 0x5D]),
    Case("in_encoding_overlong_3", bytes: [0x5B, 0x22, 0xE0, 0x80, 0xAF, 0x22, 0x5D]),
    Case("in_encoding_surrogate", bytes: [0x5B, 0x22, 0xED, 0xA0, 0x80, 0x22, 0x5D]),
    Case("in_encoding_above_the_last", bytes: [0x5B, 0x22, 0xF4, 0x90, 0x80, 0x80, 0x22, 0x5D]),
    Case("in_encoding_lone_continuation", bytes: [0x5B, 0x22, 0x81, 0x22, 0x5D]),
    Case("in_encoding_truncated", bytes: [0x5B, 0x22, 0xE0, 0xFF, 0x22, 0x5D]),
    Case("in_encoding_utf16", bytes: [0xFF, 0xFE, 0x5B, 0x00, 0x5D, 0x00]),
    Case("iy_encoding_last_scalar", bytes: [0x5B, 0x22, 0xF4, 0x8F, 0xBF, 0xBF, 0x22, 0x5D]),
    Case("n_encoding_outside_text", bytes: [0x5B, 0xFF, 0x5D]),
  ]
}
