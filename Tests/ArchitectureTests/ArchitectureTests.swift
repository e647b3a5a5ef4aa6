import Foundation
import TestSupport
import Testing

/// The layers as Package.swift declares them: target name → targets it may import.
private let layers: [String: Set<String>] = {
  let manifest = Source.text(Checkout.root.appendingPathComponent("Package.swift"))
  let calls = manifest.matches(of: /layer\(\s*"(\w+)",\s*imports:\s*\[([^\]]*)\]\s*\)/)
  return Dictionary(
    calls.map { call in
      (String(call.1), Set(call.2.matches(of: /"(\w+)"/).map { String($0.1) }))
    }, uniquingKeysWith: { first, _ in first })
}()

/// Modules of the toolchain that a layer may import beside its own.
private let toolchain: [String: Set<String>] = [
  "Notation": [], "Markup": [], "Catalog": [], "Charts": [], "Prose": [],
  "Statistics": ["Foundation"], "Geometry": ["Foundation"],
  "Tables": [
    "Foundation", "Dispatch", "Synchronization", "Glibc", "Darwin", "Musl", "_Builtin_intrinsics",
  ],
  "Formats": ["Foundation"], "Verification": [], "Feeds": [], "Evaluation": ["Foundation"], "Pages": [],
  "Almanac": ["Foundation", "Dispatch", "Synchronization", "Glibc", "Darwin"],
  "AlmanacCLI": ["Foundation", "Dispatch", "Synchronization"],
  "AlmanacTransport": ["Foundation", "FoundationNetworking", "Synchronization"],
]

private enum Source {
  static func text(_ url: URL) -> String {
    (try? String(contentsOf: url, encoding: .utf8)) ?? ""
  }

  /// Swift files below a folder of Sources, as (path, text).
  static func files(of target: String) -> [(path: String, text: String)] {
    let folder = Checkout.root.appendingPathComponent("Sources/\(target)")
    let found = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
    return found.filter { $0.hasSuffix(".swift") }.sorted().map { path in
      ("Sources/\(target)/\(path)", text(folder.appendingPathComponent(path)))
    }
  }

  static let targets: [String] =
    ((try? FileManager.default.contentsOfDirectory(
      atPath: Checkout.root.appendingPathComponent("Sources").path)) ?? []).sorted()

  /// The text without comments and string literals, so that words in prose do not count.
  static func code(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let bare = line.replacing(/"(?:[^"\\]|\\.)*"/, with: "\"\"")
      return bare.firstRange(of: "//").map { String(bare[..<$0.lowerBound]) } ?? String(bare)
    }.joined(separator: "\n")
  }
}

@Suite("The house keeps its layers")
struct ArchitectureTests {
  @Test("Package.swift declares the layers, and each folder of Sources is one of them")
  func declared() {
    #expect(layers.count == 14)
    #expect(Set(Source.targets) == Set(layers.keys).union(["AlmanacCLI", "AlmanacTransport"]))
  }

  @Test("a target imports only what its layer names", arguments: Source.targets)
  func imports(target: String) {
    var allowed = (layers[target] ?? []).union(toolchain[target] ?? [])
    if target == "AlmanacCLI" { allowed.formUnion(["Almanac", "Notation"]) }
    for file in Source.files(of: target) {
      for found in file.text.matches(of: /(?m)^\s*(?:@\w+ )*import (?:struct |enum |func )?(\w+)/) {
        #expect(allowed.contains(String(found.1)), "\(file.path) imports \(found.1)")
      }
    }
  }

  @Test("imports go one way: no layer reaches itself again")
  func oneWay() {
    for (name, direct) in layers {
      var reached = direct
      var frontier = direct
      while !frontier.isEmpty {
        frontier = Set(frontier.flatMap { layers[$0] ?? [] }).subtracting(reached)
        reached.formUnion(frontier)
      }
      #expect(!reached.contains(name), "\(name) reaches itself")
    }
  }

  @Test("Package.swift names no outside package")
  func noPackages() {
    let manifest = Source.code(Source.text(Checkout.root.appendingPathComponent("Package.swift")))
    #expect(!manifest.contains(".package("))
  }

  @Test("words of haste do not occur", arguments: Source.targets)
  func bannedWords(target: String) {
    let banned = [
      "try!", "fatalError", "@unchecked", "nonisolated(unsafe)", "TODO", "FIXME", "public ", "as!",
    ]
    for file in Source.files(of: target) {
      // What a class inherits from this one the compiler wants restated: no claim of ours.
      let code = Source.code(file.text).replacing(
        "OperationQueue, @unchecked Sendable", with: "OperationQueue")
      for word in banned { #expect(!code.contains(word), "\(file.path) says \(word)") }
      if target != "Almanac" { #expect(!code.contains("Date()"), "\(file.path) reads the clock") }
      if target != "AlmanacCLI" {
        #expect(code.firstMatch(of: /\bprint\(/) == nil, "\(file.path) prints")
      }
    }
  }

  @Test("what crosses targets is documented", arguments: Source.targets)
  func documented(target: String) {
    for file in Source.files(of: target) {
      let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() {
        let isType = line.firstMatch(
          of: /^package (?:indirect )?(?:struct|enum|protocol|final class|typealias|func)\s/)
        guard isType != nil else { continue }
        var above = index - 1
        while above >= 0, lines[above].hasPrefix("@") || lines[above].hasPrefix("  ") { above -= 1 }
        let comment = above >= 0 ? lines[above] : ""
        #expect(comment.hasPrefix("///"), "\(file.path):\(index + 1) has no documentation")
      }
    }
  }

  @Test("trusted markup is used only where it is listed")
  func trustedUses() {
    // The style sheet and scripts, and the shell with its slots filled.
    let listed: Set<String> = ["Sources/Pages/Frame/Page.swift", "Sources/Pages/Pages/EmbedScript.swift"]
    let uses = Source.targets.filter { $0 != "Markup" }.flatMap { Source.files(of: $0) }
      .filter { Source.code($0.text).contains(".trusted(") }.map(\.path)
    #expect(Set(uses) == listed)
  }
}
