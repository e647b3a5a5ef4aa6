import Foundation

/// The recorded exchanges with Socrata's demonstration site.
package struct RecordedSocrata {
  package let name: String
  package let method: String
  package let address: String
  package let fields: [String]
  package let body: Data

  /// The rows of the body, by Foundation and not by the code under test.
  package var rows: [[String: Any]] {
    (try? JSONSerialization.jsonObject(with: body)) as? [[String: Any]] ?? []
  }

  package var isView: Bool { address.contains("/api/views/") }

  /// Rows as they stand in the data set, and not an answer to a question of its own.
  package var isPlain: Bool {
    method == "GET" && !isView && !rows.isEmpty && item("$group") == nil && item("$order") == nil
  }

  /// The value of an item of the query.
  package func item(_ name: String) -> String? {
    URLComponents(string: address)?.queryItems?.first { $0.name == name }?.value
  }

  package static func url(_ path: String) -> URL { SharedData.url("data/api/socrata/\(path)") }

  package static let all: [RecordedSocrata] = {
    let folder = url("exchanges")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".meta.json") }.sorted().compactMap { name in
      let stem = name.replacing(".meta.json", with: "")
      guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)),
        let meta = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any],
        let address = meta["url"] as? String, let method = meta["method"] as? String,
        let body = try? Data(contentsOf: folder.appendingPathComponent(stem + ".body"))
      else { return nil }
      let fields = (meta["headers"] as? [String: String])?["X-SODA2-Fields"] ?? "[]"
      let names = (try? JSONSerialization.jsonObject(with: Data(fields.utf8))) as? [String] ?? []
      return RecordedSocrata(name: stem, method: method, address: address, fields: names, body: body)
    }
  }()

  /// The description of a data set, and the recorded rows of it; nil where either is not there.
  package static func dataSet(_ id: String) -> (view: RecordedSocrata, data: RecordedSocrata)? {
    let own = all.filter { $0.address.contains(id) }
    guard let view = own.first(where: \.isView), let data = own.first(where: \.isPlain) else { return nil }
    return (view, data)
  }

  /// A cell as Socrata's CSV writes it.
  package static func cell(_ value: Any?) -> String {
    switch value {
    case nil: ""
    case let text as String: text
    case let number as NSNumber: number.boolValue ? "true" : "false"
    case let object as [String: Any]:
      "(\(object["latitude"] as? String ?? ""), \(object["longitude"] as? String ?? ""))"
    default: "?"
    }
  }

  /// Rows as the portal's CSV, with the row id that was asked for.
  package static func csv(_ rows: [[String: Any]], _ fields: [String], from first: Int) -> String {
    func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }
    let lines = rows.enumerated().map { index, row in
      (["row-\(first + index)"] + fields.map { cell(row[$0]) }).map(quoted).joined(separator: ",")
    }
    return (([":id"] + fields).map(quoted).joined(separator: ",") + "\n") + lines.map { $0 + "\n" }.joined()
  }
}
