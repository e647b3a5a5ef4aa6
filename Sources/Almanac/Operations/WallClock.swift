import Foundation

/// The clock, read here alone.
package enum WallClock {
  /// A moment in ISO 8601, UTC, to the second; nil is now.
  package static func iso8601(secondsSince1970: Double? = nil) -> String {
    let date = secondsSince1970.map { Date(timeIntervalSince1970: $0) } ?? Date()
    return date.formatted(.iso8601)
  }
}
