// Makes the feeds of Port Lindero, the fictional city that this repository's root is a project of.
//
//   swift run sample-city                 writes Indicators/data/ below the current folder
//   swift run sample-city FOLDER          writes FOLDER/Indicators/data/
//   swift run sample-city --check         exits 1 when the files there differ from fresh ones
//
// Every number is invented and nothing depends on the machine or the clock: same program, same bytes.
// The definitions beside the data (Indicators, Site, Content) are written by hand.

import Foundation

private let arguments = CommandLine.arguments.dropFirst()
private let root = arguments.first { !$0.hasPrefix("-") } ?? "."
private let output = Output(folder: URL(fileURLWithPath: root).appendingPathComponent("Indicators/data"))
private let files = PublishedFiles.all()

do {
  if arguments.contains("--check") {
    exit(output.differs(from: files) ? 1 : 0)
  }
  try output.write(files)
} catch {
  output.say("error: \(error.localizedDescription)\n  fix: run the program in the repository’s root")
  exit(70)
}
