/// What a scanner finds next. Names come without their namespace prefix.
package enum XMLEvent: Hashable, Sendable {
  /// An element begins; its attributes are asked of the scanner before its next step.
  case start(String)
  /// Character data, its references read; an element's text may come in several pieces.
  case text(String)
  case end(String)
}
