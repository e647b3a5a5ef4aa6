import Foundation

// The only program that touches the network. `almanac fetch` starts it and talks to it in lines of JSON:
// one request on standard input, one answer on standard output, the body in the file that the request names.
// A crash of the network libraries ends this program and not the fetch.

// A terminal sends its signals to every process of a command. The fetch hears them, and ends this one: if this ended by
// itself, the fetch could take it for a server's fault.
for number in [SIGINT, SIGTERM] { signal(number, SIG_IGN) }

// A fetch that was interrupted must not leave a download running: an orphan ends itself within a second.
let parent = getppid()
Thread.detachNewThread {
  while getppid() == parent { Thread.sleep(forTimeInterval: 0.5) }
  exit(0)
}

while let line = readLine(strippingNewline: true) {
  guard !line.isEmpty else { continue }
  FileHandle.standardOutput.write(Data((Exchange.answer(to: line) + "\n").utf8))
}
