import Foundation

/// The clocks and the memory of this process, for telemetry.
enum Clocks {
  /// Nanoseconds of a clock that only runs forward.
  static var wall: Int { now(CLOCK_MONOTONIC) }

  /// Processor time of all threads so far, in nanoseconds.
  static var process: Int { now(CLOCK_PROCESS_CPUTIME_ID) }

  /// Processor time of the calling thread so far, in nanoseconds. A call costs 0.2–0.3 µs on Linux, because
  /// the system is asked: once a page or a chunk is fine, once a row is not.
  static var thread: Int { now(CLOCK_THREAD_CPUTIME_ID) }

  private static func now(_ clock: clockid_t) -> Int {
    var time = timespec()
    guard clock_gettime(clock, &time) == 0 else { return 0 }
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }

  /// The most memory that has been resident at once, in bytes; 0 where the system does not tell.
  ///
  /// Linux's `VmHWM` and not `getrusage`: that one also counts what the parent held before it became this
  /// program.
  static var peakMemory: Int {
    #if canImport(Darwin)
      var usage = rusage()
      return getrusage(RUSAGE_SELF, &usage) == 0 ? Int(usage.ru_maxrss) : 0
    #else
      return number(after: "VmHWM:", in: status).map { $0 * 1024 } ?? 0
    #endif
  }

  #if !canImport(Darwin)
    /// What the system says of this process; its files have no size, so they are read to their end.
    private static var status: [UInt8] {
      let file = open("/proc/self/status", O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { return [] }
      defer { close(file) }
      return [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
        count = max(0, read(file, buffer.baseAddress, buffer.count))
      }
    }
  #endif

  /// The first number after a word.
  static func number(after word: String, in text: [UInt8]) -> Int? {
    guard let found = text.firstRange(of: Array(word.utf8)) else { return nil }
    let digits = text[found.upperBound...].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      .prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
