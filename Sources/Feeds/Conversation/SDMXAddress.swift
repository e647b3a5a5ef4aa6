/// Addresses of statistical offices' SDMX services, which answer in XML unless they are asked for CSV.
///
/// What CSV is called differs from office to office, so only those are changed that are known.
package enum SDMXAddress {
  private static let offices: [(host: String, format: String)] = [
    ("ec.europa.eu", "SDMX-CSV"), ("data-api.ecb.europa.eu", "csvdata"), ("sdmx.oecd.org", "csvfile"),
    ("sdmx.ilo.org", "csvfile"), ("data.api.abs.gov.au", "csvfile"),
  ]

  /// The same data as CSV: of a service's address that names no form, and of a page of Eurostat's browser; nil of any
  /// other address.
  package static func csv(_ address: WebAddress) -> WebAddress? {
    guard let office = offices.first(where: { $0.host == address.host }) else { return nil }
    let form = WebAddress.Item("format", office.format)
    if let table = address.segment(after: "view"), address.position(of: "databrowser") != nil {
      let path = ["eurostat", "api", "dissemination", "sdmx", "2.1", "data", table.uppercased()]
      return address.at(path, [form])
    }
    let isService = ["sdmx", "rest", "service"].contains { address.position(of: $0) != nil }
    guard isService || address.host.hasPrefix("sdmx."), address.position(of: "data") != nil,
      address.item("format") == nil
    else { return nil }
    return address.with([form])
  }
}
