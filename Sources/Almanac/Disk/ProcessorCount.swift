import Foundation

/// How many processors the system lets this process use.
enum ProcessorCount {
  static var active: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }
}
