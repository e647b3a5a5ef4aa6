import Catalog

/// What a row's place key came to: a position in a level's table (0 and above), or one of these codes.
enum RowPlace {
  /// The row describes the whole city.
  static let whole: Int32 = -1
  static let unmatched: Int32 = -2
  static let outside: Int32 = -3
  static let withoutPoint: Int32 = -4
  static let withoutPlace: Int32 = -5

  /// The slot of a code among a level's groups: the places come first, then one slot for each code.
  static func slot(_ code: Int32, placeCount: Int) -> Int32 {
    code >= 0 ? code : Int32(placeCount) - code - 1
  }

  /// Why a slot's rows lie in no place; nil for places and for the whole city.
  static func reason(ofSlot slot: Int, placeCount: Int) -> Coverage.Reason? {
    switch Int32(placeCount - slot - 1) {
    case unmatched: .unmatchedPlace
    case outside: .outsidePlaces
    case withoutPoint: .withoutPoint
    case withoutPlace: .withoutPlace
    default: nil
    }
  }
}
