import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// What to do after an attempt: trouble that may pass is tried again, with growing pauses, and what the server
/// asks for in `Retry-After` (RFC 9110 §10.2.3) is kept to, up to two minutes.
enum Retry {
  enum Decision: Equatable {
    case done
    case giveUp(String)
    case again(seconds: Double)
  }

  private static let longestWait = 120.0

  static func decide(
    _ outcome: Download.Outcome, attempt: Int, of tries: Int, pause: Double,
    until end: ContinuousClock.Instant
  ) -> Decision {
    let asked = outcome.response.flatMap(retryAfter)
    if outcome.failure == nil, let asked, asked > longestWait {
      return .giveUp("the server asks to come back after \(Int(asked.rounded(.up))) seconds")
    }
    guard attempt < tries || isNotReady(outcome), mayPass(outcome) else { return .done }
    let doubled = pause * Double(1 << min(attempt - 1, 5))
    // Jitter, so that many clients of one server do not come back in step.
    let seconds = outcome.failure == nil ? asked ?? doubled : doubled * Double.random(in: 0.7...1.3)
    guard Self.seconds(until: end) > seconds else { return .done }
    return .again(seconds: seconds)
  }

  static func seconds(until end: ContinuousClock.Instant) -> Double {
    ContinuousClock.now.duration(to: end) / .seconds(1)
  }

  /// An export that the portal is still making: it is asked again until the time is up.
  private static func isNotReady(_ outcome: Download.Outcome) -> Bool {
    outcome.failure == nil && outcome.response?.statusCode == 202
  }

  private static func mayPass(_ outcome: Download.Outcome) -> Bool {
    switch outcome.failure {
    case .refused, .swollen: return false
    case .broken: return true
    case nil: break
    }
    return [202, 408, 425, 429, 500, 502, 503, 504].contains(outcome.response?.statusCode ?? 0)
  }

  /// Seconds the server asks to wait; nil where it asks for nothing. A date that is past means now.
  private static func retryAfter(_ response: HTTPURLResponse) -> Double? {
    guard [429, 503].contains(response.statusCode),
      let text = response.value(forHTTPHeaderField: "Retry-After")
    else { return nil }
    if let seconds = Double(text) { return max(0, seconds) }
    // The server's own clock, so that ours need not be right.
    guard let then = seconds(of: text),
      let now = response.value(forHTTPHeaderField: "Date").flatMap(seconds(of:))
    else { return nil }
    return max(0, then - now)
  }

  /// Seconds since 1970 of an HTTP date: “Sun, 06 Nov 1994 08:49:37 GMT” (RFC 9110 §5.6.7).
  private static func seconds(of text: String) -> Double? {
    let words = text.split { $0 == " " || $0 == ":" }.map(String.init)
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard words.count == 8, words[7] == "GMT", let day = Int32(words[1]), let year = Int32(words[3]),
      let month = months.firstIndex(of: words[2]), let hour = Int32(words[4]), let minute = Int32(words[5]),
      let second = Int32(words[6])
    else { return nil }
    var parts = tm()
    (parts.tm_year, parts.tm_mon, parts.tm_mday) = (year - 1900, Int32(month), day)
    (parts.tm_hour, parts.tm_min, parts.tm_sec) = (hour, minute, second)
    return Double(timegm(&parts))
  }
}
