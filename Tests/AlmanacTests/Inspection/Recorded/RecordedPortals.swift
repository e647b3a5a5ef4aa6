/// Portals whose answers were recorded, each with the forms in which its addresses are pasted (protocols.md §2).
///
/// Bodies are as recorded. Where a recording holds fewer rows than its portal counted, the count is cut to them.
enum RecordedPortals {
  static let all: [Pasted] =
    socrata + arcGIS + ckan + opendatasoft + census + open311 + ogc + wfs + datasette + directories + files
}
