/// A pattern of LIKE: `%` stands for any number of characters, `_` for exactly one; capitals matter.
struct LikePattern: Hashable, Sendable {
  private enum Piece: Hashable, Sendable {
    case many
    case one
    case exactly(Character)
  }

  private let pieces: [Piece]

  init(_ pattern: String) {
    pieces = pattern.map { character in
      switch character {
      case "%": .many
      case "_": .one
      default: .exactly(character)
      }
    }
  }

  /// Greedy with one point to come back to, which is enough for LIKE: O(text × pattern) at worst.
  func matches(_ text: String) -> Bool {
    let characters = Array(text)
    var position = 0
    var piece = 0
    var retry: (piece: Int, position: Int)?
    while position < characters.count {
      if piece < pieces.count, pieces[piece] == .many {
        retry = (piece, position)
        piece += 1
      } else if piece < pieces.count, accepts(pieces[piece], characters[position]) {
        piece += 1
        position += 1
      } else if let last = retry {
        retry = (last.piece, last.position + 1)
        piece = last.piece + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return pieces[piece...].allSatisfy { $0 == .many }
  }

  private func accepts(_ piece: Piece, _ character: Character) -> Bool {
    switch piece {
    case .many: false
    case .one: true
    case .exactly(let wanted): wanted == character
    }
  }
}
