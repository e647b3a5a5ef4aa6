// swift-tools-version: 6.2
import PackageDescription

/// One layer of the house: a target, the targets it may import, and its tests.
///
/// ArchitectureTests reads these calls and every `import` in Sources and fails when they disagree,
/// because SwiftPM lets an undeclared in-package import compile.
func layer(_ name: String, imports: [String]) -> [Target] {
  let dependencies: [Target.Dependency] = imports.map { .target(name: $0) }
  return [
    .target(name: name, dependencies: dependencies),
    .testTarget(
      name: "\(name)Tests",
      dependencies: [.target(name: name), .target(name: "TestSupport")] + dependencies),
  ]
}

let package = Package(
  name: "almanac",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "almanac", targets: ["AlmanacCLI"]),
    .executable(name: "almanac-transport", targets: ["AlmanacTransport"]),
    .executable(name: "sample-city", targets: ["SampleCity"]),
  ],
  targets: [
    // Layer 0: no knowledge of the domain.
    layer("Notation", imports: []),
    layer("Statistics", imports: []),
    layer("Geometry", imports: []),
    layer("Markup", imports: []),
    // Layer 1: tables, charts, prose, and the nouns.
    layer("Tables", imports: ["Notation"]),
    layer("Charts", imports: ["Geometry", "Markup"]),
    layer("Prose", imports: ["Notation", "Markup"]),
    layer("Catalog", imports: ["Notation", "Statistics", "Geometry"]),
    layer("Verification", imports: ["Notation", "Statistics"]),
    layer("Formats", imports: ["Tables", "Notation"]),
    // Layer 2: bytes to observations, observations to series.
    layer("Feeds", imports: ["Catalog", "Formats", "Tables", "Notation", "Geometry"]),
    layer("Evaluation", imports: ["Catalog", "Tables", "Statistics", "Geometry", "Notation"]),
    // Layer 3: an edition to pages.
    layer(
      "Pages",
      imports: ["Catalog", "Charts", "Prose", "Markup", "Notation", "Statistics", "Geometry"]),
    // Layer 4: disk, clock, operations.
    layer(
      "Almanac",
      imports: [
        "Pages", "Feeds", "Formats", "Evaluation", "Verification", "Catalog", "Charts", "Prose", "Tables",
        "Markup",
        "Statistics", "Geometry", "Notation",
      ]),
    [
      // Layer 5: the terminal.
      .executableTarget(name: "AlmanacCLI", dependencies: ["Almanac", "Notation"]),
      .testTarget(
        name: "AlmanacCLITests", dependencies: ["AlmanacCLI", "Almanac", "Notation", "TestSupport"]),
      // The only code that touches the network: a program of its own, so that `almanac` starts
      // without libcurl and its 50 libraries.
      .executableTarget(name: "AlmanacTransport"),
      // The generator of the sample city's feeds: not part of the product.
      .executableTarget(name: "SampleCity", path: "Tests/SampleCity"),
      .target(name: "TestSupport", path: "Tests/TestSupport"),
      .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
    ],
  ].flatMap { $0 },
  swiftLanguageModes: [.v6]
)
