/// The folders that paths below a site's root lie in, as parts of the paths; empty is the site itself.
enum SiteFolders {
  /// The folder that a file or a folder lies in.
  static func above(_ path: Substring) -> Substring {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[..<$0] } ?? ""
  }

  /// The innermost folder that holds both folders; the second where there is no first.
  static func common(_ first: Substring?, _ second: Substring) -> Substring {
    guard let first else { return second }
    var common = first
    while !common.isEmpty, second != common, !second.hasPrefix(common + "/") { common = above(common) }
    return common
  }
}
