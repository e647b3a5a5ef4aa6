import Catalog
import Foundation
import Markup
import Notation
import Pages
import Prose

/// `almanac build`: snapshots and prose to a site, swapped in whole.
package struct BuildOperation: Sendable {
  /// What a build made.
  package struct Report: Sendable {
    package let indicators: Int
    package let places: Int
    package let site: SitePublisher.Report
    package let diagnostics: [Diagnostic]
  }

  private let workspace: Workspace
  private let width: Int

  package init(workspace: Workspace, width: Int = Parallel.defaultWidth) {
    self.workspace = workspace
    self.width = width
  }

  package func run() throws(Problems) -> Report {
    let evaluated = try EvaluateOperation(workspace: workspace, width: width).run()
    let edition = EditionBuilder.make(evaluated, width: width)
    do throws(Diagnostic) {
      let (input, notes) = try SiteReader(workspace: workspace).input(edition, evaluated.project)
      let (files, more) = try plan(input)
      let published = try SitePublisher(site: workspace.output)
        .publish(files.map { ($0.path, $0.render) }, width: width)
      return Report(
        indicators: edition.indicators.count,
        places: edition.places[edition.geography.primary.text]?.count ?? 0, site: published,
        diagnostics: (evaluated.diagnostics + notes + more).sortedForReading())
    } catch {
      throw Problems(evaluated.diagnostics + [error])
    }
  }
}

/// Reads how the site looks and what people wrote.
struct SiteReader {
  let workspace: Workspace

  func input(_ edition: Edition, _ project: Project) throws(Diagnostic) -> (SiteInput, [Diagnostic]) {
    let site = workspace.root.appendingPathComponent("Site")
    var problems: [Diagnostic] = []
    var languages: [Language] = []
    for id in project.site.languages {
      let path = "Site/languages/\(id).json5"
      let bytes = try Disk.read(workspace.root.appendingPathComponent(path))
      let (language, found) = Language.read(bytes, id: id, path: path)
      problems += found
      if let language { languages.append(language) }
    }
    if let error = problems.first(where: { $0.severity == .error }) { throw error }
    let content = try content(&problems)
    let script = site.appendingPathComponent("script.js")
    let input = SiteInput(
      edition: edition, shell: try Disk.text(site.appendingPathComponent("shell.html")),
      theme: try Disk.text(site.appendingPathComponent("theme.css")),
      script: Disk.exists(script) ? try Disk.text(script) : "", languages: languages, content: content)
    return (input, problems)
  }

  private func content(_ problems: inout [Diagnostic]) throws(Diagnostic) -> [ContentDocument] {
    let folder = workspace.root.appendingPathComponent("Content")
    var documents: [ContentDocument] = []
    for path in Disk.files(below: folder) where path.hasSuffix(".md") {
      let bytes = try Disk.read(folder.appendingPathComponent(path))
      let (document, found) = Document.parse(bytes: bytes, path: "Content/\(path)")
      problems += found
      documents.append(
        ContentDocument(
          path: path, title: document.frontMatter["title"],
          body: document.render(headingOffset: 1, resolve: { _ in [] })))
    }
    return documents
  }
}
