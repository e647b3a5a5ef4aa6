import Almanac
import Foundation
import Notation

extension Command {
  static let new = Command(
    name: "new", abstract: "Make a small project that builds at once.",
    discussion: """
      Writes definitions, a little invented data and the look of the site into a new folder: four places and two \
      measures, with comments that say what each line does. Change one thing at a time from there.
      """,
    arguments: [Argument(name: "folder", help: "The project's folder; it must be new or empty.")],
    run: { invocation, terminal in
      terminal.attempt(in: nil) {
        let name = invocation.arguments[0]
        let site = try SiteFiles.find(
          named: Surroundings.variable("ALMANAC_SITE"), current: Surroundings.currentFolder)
        let folder = URL(fileURLWithPath: name, isDirectory: true)
        let files = try NewOperation(folder: folder, site: site, now: Surroundings.now).run()
        terminal.out(
          """
          \(name): \(files.count) files written
          Next:
            cd \(name)
            almanac fetch    freeze the data as snapshots
            almanac build    write the site into _site, then open _site/index.html

          """)
        return .success
      }
    })
}
