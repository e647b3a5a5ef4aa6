import Foundation

// The only program that touches the network. `almanac fetch` starts it and talks to it in lines of JSON:
// one request on standard input, one answer on standard output, the body in the file that the request names.
// A crash of the network libraries ends this program and not the fetch.

while let line = readLine(strippingNewline: true) {
  guard !line.isEmpty else { continue }
  FileHandle.standardOutput.write(Data((Exchange.answer(to: line) + "\n").utf8))
}
