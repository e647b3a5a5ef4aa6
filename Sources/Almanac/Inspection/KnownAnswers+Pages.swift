import Feeds
import Formats

extension KnownAnswer {
  /// Answers that hold rows, but one page of them: what is read of it would pass for all.
  static let pages: [KnownAnswer] = [
    KnownAnswer(
      id: "arcgis-answer",
      recognises: { answer in
        ["objectIdFieldName", "spatialReference", "fieldAliases"].contains { answer[$0] != nil }
          && answer["features"] != nil || answer["objectIds"] != nil
      },
      message: { _ in "the answer is one page of an ArcGIS layer, in which rows may be missing" },
      fix: "give the layer's own address, …/FeatureServer/0: `source: { arcgis: \"…\" }` brings all of it"),
    KnownAnswer(
      id: "datasette",
      recognises: { answer in
        answer["rows"] != nil && answer["truncated"] != nil
          && (answer["next_url"] != nil || answer["filtered_table_rows_count"] != nil
            || answer["next"] != nil)
      },
      message: { _ in "the answer is one page of a Datasette table, in which rows may be missing" },
      fix: "give the table's own address, …/DATABASE/TABLE: `source: { datasette: \"…\" }` brings all of it",
      source: { Connector.datasette.understand($0) }),
    KnownAnswer(
      id: "opendatasoft",
      recognises: { answer in
        guard let total = answer["total_count"]?.integer, let rows = answer["results"]?.items else {
          return false
        }
        return rows.count < total
      },
      message: { answer in
        let rows = answer["results"]?.items.count ?? 0
        return
          "the answer is one page of Opendatasoft, \(rows) of \(answer["total_count"]?.text ?? "?") records"
      },
      fix:
        "give the data set's page, …/explore/dataset/ID/: `source: { opendatasoft: \"…\" }` brings all of it"),
    KnownAnswer(
      id: "hsds",
      recognises: { answer in
        answer["contents"] != nil && answer["total_items"] != nil && answer["page_number"] != nil
      },
      message: { answer in
        "the answer is one page of a directory (HSDS), of \(answer["total_items"]?.text ?? "?") entries in all"
      },
      fix: "give the directory's own address: `source: { hsds: \"…\" }` brings all of it",
      source: { Connector.hsds.understand($0) }),
    KnownAnswer(
      id: "features-page",
      recognises: { answer in
        guard let count = answer["features"]?.items.count else { return false }
        let matched = answer.first("numberMatched", "totalFeatures")?.integer ?? count
        return matched > count || NextLink.inLinks(answer) != nil
      },
      message: { answer in
        let matched = answer.first("numberMatched", "totalFeatures")?.text.map { " of \($0)" } ?? ""
        return
          "the answer is one page of a collection: \(answer["features"]?.items.count ?? 0)\(matched) features"
      },
      fix: "give the collection's own address, …/collections/NAME (`ogcapi`), or the service's (`wfs`)",
      source: { Connector.ogcapi.understand($0) ?? Connector.wfs.understand($0) }),
  ]
}
