import Foundation

/// Whether what was read can serve as boundaries.
extension GeoJSONReader {
  /// Lists the problems, the most telling first.
  mutating func judge() {
    let report = document.report
    if let name = report.crs, !CRSMember.isDegrees(name) {
      document.problems.append(cursor.problem(.otherReferenceSystem(name: name), at: referenceOffset))
    }
    judgeDegrees()
    judgePresence()
    if let box = report.bounds {
      document.report.looksSwapped = box.maxY < -60 && abs(box.minX) <= 90 && abs(box.maxX) <= 90
    }
  }

  private mutating func judgeDegrees() {
    guard let beyond = firstBeyond, let box = document.report.bounds else { return }
    // Longitudes up to 360 are degrees counted eastwards; every function here takes them.
    if box.minX >= -360, box.maxX <= 360, box.minY >= -90, box.maxY <= 90 { return }
    var problem = cursor.problem(reason(beyond.position, box), at: beyond.offset)
    problem.feature = beyond.feature
    document.problems.append(problem)
  }

  private func reason(_ example: Position, _ box: Bounds) -> GeometryProblem.Reason {
    if box.minX >= -90, box.maxX <= 90, box.minY >= -180, box.maxY <= 180 {
      return .swapped(example: example)
    }
    let limit = 20_037_508.35
    guard box.minX >= -limit, box.maxX <= limit, box.minY >= -limit, box.maxY <= limit else {
      return .projected(example: example)
    }
    return .webMercator(example: example, asDegrees: Self.degrees(example))
  }

  /// Web Mercator metres to degrees (EPSG method 1024, sphere of 6,378,137 m).
  private static func degrees(_ metres: Position) -> Position {
    let radius = 6_378_137.0
    return Position(
      x: metres.x / radius * 180 / Double.pi, y: atan(sinh(metres.y / radius)) * 180 / Double.pi)
  }

  private mutating func judgePresence() {
    let report = document.report
    if report.features > 0, report.absentGeometries == report.features, let absent = firstAbsent {
      var problem = cursor.problem(.noGeometryMember(members: absent.members), at: absent.offset)
      problem.feature = 0
      document.problems.append(problem)
    } else if document.features.allSatisfy({ $0.shape == nil }) {
      let marks = report.points + report.lines
      let reason: GeometryProblem.Reason =
        marks > 0 ? .noAreas(points: report.points, lines: report.lines) : .empty
      document.problems.append(cursor.problem(reason, at: document.features.first?.offset ?? 0))
    }
  }
}
