import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// How far a body may grow while its content encoding is undone (RFC 9110 §8.4), so that a few bytes cannot fill the disk.
///
/// URLSession hands out what it has unpacked and does not say of how many bytes. Where the server announces how many it
/// sends, the body may be 200 times as long, as a ZIP's members may: tables shrink to a thirtieth, seldom to a hundredth.
/// Where it does not, nothing tells an honest body from a bomb; beyond a gigabyte it is asked for as it is, and whoever
/// wants to send more must then send every byte of it.
enum Unpacking {
  static let ratio = 200
  /// Up to so many bytes any ratio is let pass: a table of one repeated row is no bomb.
  static let harmless = 64 << 20
  static let unannounced = 1 << 30

  /// What happens to a body that grows beyond its limit.
  enum Consequence {
    case refused(String)
    case askedUnpacked
  }

  struct Limit {
    let bytes: Int
    let beyond: Consequence
  }

  /// Nil where the body comes as it is.
  ///
  /// - Parameter request: what it answers.
  static func limit(of response: HTTPURLResponse, to request: URLRequest?) -> Limit? {
    guard isPacked(response) else { return nil }
    guard let sent = response.value(forHTTPHeaderField: "Content-Length").flatMap({ Int($0) }), sent >= 0
    else {
      guard request.map(isAskedAsIs) != true else {
        return Limit(
          bytes: 0, beyond: .refused("the server packs its answer although it was asked for it as it is"))
      }
      return Limit(bytes: unannounced, beyond: .askedUnpacked)
    }
    let (grown, isTooMuch) = sent.multipliedReportingOverflow(by: ratio)
    return Limit(
      bytes: isTooMuch ? .max : max(harmless, grown),
      beyond: .refused("the answer of \(sent) bytes unpacks to more than \(ratio) times as many"))
  }

  static func isPacked(_ response: HTTPURLResponse) -> Bool {
    let encoding = response.value(forHTTPHeaderField: "Content-Encoding")?.lowercased() ?? ""
    return !["", "identity"].contains(encoding)
  }

  /// The same request for the body as it is.
  static func asIs(_ request: URLRequest) -> URLRequest {
    var request = request
    request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
    return request
  }

  static func isAskedAsIs(_ request: URLRequest) -> Bool {
    request.value(forHTTPHeaderField: "Accept-Encoding") == "identity"
  }
}
