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
  private let telemetry: Telemetry
  private let checking: SnapshotChecking

  /// - Parameter checking: how snapshots are checked; by default once, and again when their files have changed.
  package init(
    workspace: Workspace, width: Int = Parallel.defaultWidth, telemetry: Telemetry = .silent,
    checking: SnapshotChecking = .remembering
  ) {
    self.workspace = workspace
    self.width = width
    self.telemetry = telemetry
    self.checking = checking
  }

  package func run() throws(Problems) -> Report {
    let (edition, project, diagnostics) = try edition()
    do throws(Diagnostic) {
      let (files, notes) = try telemetry.stage(.plan) { (_) throws(Diagnostic) in
        let (input, notes) = try SiteReader(workspace: workspace).input(edition, project)
        let (files, more) = try plan(input)
        return (files, notes + more)
      }
      let published = try SitePublisher(site: workspace.output, telemetry: telemetry)
        .publish(files, width: width)
      return Report(
        indicators: edition.indicators.count,
        places: edition.places[edition.geography.primary.text]?.count ?? 0, site: published,
        diagnostics: (diagnostics + notes).sortedForReading())
    } catch {
      throw Problems(diagnostics + [error])
    }
  }

  /// Everything that pages are made from. What it is made from goes with this function: boundaries of 85,000 places
  /// take a hundred megabytes, and nothing needs them once maps are drawn.
  private func edition() throws(Problems) -> (Edition, Project, [Diagnostic]) {
    let evaluated = try EvaluateOperation(
      workspace: workspace, width: width, telemetry: telemetry, checking: checking
    ).run()
    let edition = telemetry.stage(.drawing) { _ in EditionBuilder.make(evaluated, width: width) }
    return (edition, evaluated.project, evaluated.diagnostics)
  }
}

extension OutputFile: PublishedFile {}

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
