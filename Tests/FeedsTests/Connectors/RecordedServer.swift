import Foundation
import TestSupport

@testable import Feeds

/// An answer that a real server gave, as it was written down: a line on the request, the status, fields, the body.
enum RecordedServer {
  static func answer(_ path: String) throws -> FetchAnswer {
    let bytes = Array(try Data(contentsOf: SharedData.url("servers/" + path)))
    let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
    let gap = text.firstRange(of: "\n\n")
    let head = text[..<(gap?.lowerBound ?? text.startIndex)].split(separator: "\n").drop { $0.hasPrefix("#") }
    let status = head.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 200
    var headers: [String: String] = [:]
    for line in head.dropFirst() {
      let sides = line.split(separator: ":", maxSplits: 1)
      if sides.count == 2 { headers[sides[0].lowercased()] = sides[1].trimmed }
    }
    let body = text[(gap?.upperBound ?? text.startIndex)...]
    return FetchAnswer(
      status: status, contentType: headers["content-type"], headers: headers, body: Array(body.utf8))
  }
}
