import Geometry
import Notation

/// The geographies, the population and the lenses of a project: `Indicators/places.json5`.
package struct GeographyDefinition: Sendable {
  package var levels: [LevelDefinition]
  /// The level that pages are about.
  package var primary: SourcedText
  /// The whole city.
  package var whole: WholeDefinition
  package var population: Denominator?
  package var crosswalks: [Crosswalk]
  package var lenses: [Lens]
  package var location: SourceLocation

  package init(
    levels: [LevelDefinition], primary: SourcedText, whole: WholeDefinition, population: Denominator? = nil,
    crosswalks: [Crosswalk] = [], lenses: [Lens] = [], location: SourceLocation
  ) {
    self.levels = levels
    self.primary = primary
    self.whole = whole
    self.population = population
    self.crosswalks = crosswalks
    self.lenses = lenses
    self.location = location
  }
}

/// One geography: its titles, its boundaries and the properties that ids and names come from.
package struct LevelDefinition: Sendable, Identifiable {
  package var id: String
  package var title: LocalizedText
  package var plural: LocalizedText
  /// The feed that holds the boundaries; nil for a level known by code alone.
  package var boundaries: SourcedText?
  /// The properties that hold id, name and the parent's id.
  package var idProperty: String
  package var nameProperty: String?
  package var parent: ParentRule?
  /// `title-case` turns names given in capitals into ordinary ones.
  package var nameStyle: NameStyle
  /// Names that override the file's, by place id.
  package var names: [String: LocalizedText]
  /// Whether places of this level get pages; the primary level always does.
  package var hasPages: Bool
  package var location: SourceLocation

  package init(
    id: String, title: LocalizedText, plural: LocalizedText, boundaries: SourcedText? = nil,
    idProperty: String, nameProperty: String? = nil, parent: ParentRule? = nil,
    nameStyle: NameStyle = .asGiven, names: [String: LocalizedText] = [:], hasPages: Bool = false,
    location: SourceLocation
  ) {
    self.id = id
    self.title = title
    self.plural = plural
    self.boundaries = boundaries
    self.idProperty = idProperty
    self.nameProperty = nameProperty
    self.parent = parent
    self.nameStyle = nameStyle
    self.names = names
    self.hasPages = hasPages
    self.location = location
  }
}

/// How names are taken from a boundary file.
package enum NameStyle: String, CaseIterable, Sendable {
  case asGiven = "as-given"
  case titleCase = "title-case"
}

/// Where a feature names the larger place that it lies in.
package struct ParentRule: Hashable, Sendable {
  package var level: SourcedText
  package var property: String

  package init(level: SourcedText, property: String) {
    self.level = level
    self.property = property
  }
}

/// The whole city: its id in links and downloads, and its name.
package struct WholeDefinition: Sendable {
  package var id: String
  package var name: LocalizedText

  package init(id: String, name: LocalizedText) {
    self.id = id
    self.name = name
  }
}

/// Weights between two levels that do not nest.
package struct Crosswalk: Sendable {
  package enum Weights: Sendable {
    /// Shares of the source place's area; assumes that people are spread evenly inside it.
    case area
    /// Shares given by a feed's columns: source id, target id, weight 0 to 1.
    case feed(SourcedText, source: String, target: String, weight: String)
  }

  package var from: SourcedText
  package var to: SourcedText
  package var weights: Weights

  package init(from: SourcedText, to: SourcedText, weights: Weights) {
    self.from = from
    self.to = to
    self.weights = weights
  }
}

/// A grouping of places by a property: fifths by income, from the worst off to the best off.
package struct Lens: Sendable, Identifiable {
  package var id: String
  package var title: LocalizedText
  /// The indicator that orders the places.
  package var by: SourcedText
  package var groups: Int
  /// Groups hold equal shares of the population, or of the places.
  package var isWeighted: Bool
  /// Whether low values of the ordering indicator are the worst off (income) or high ones (poverty).
  package var worstIsLow: Bool
  /// Names of the groups from the worst off to the best off; as many as there are groups.
  package var names: [LocalizedText]
  package var location: SourceLocation

  package init(
    id: String, title: LocalizedText, by: SourcedText, groups: Int, isWeighted: Bool = true, worstIsLow: Bool,
    names: [LocalizedText], location: SourceLocation
  ) {
    self.id = id
    self.title = title
    self.by = by
    self.groups = groups
    self.isWeighted = isWeighted
    self.worstIsLow = worstIsLow
    self.names = names
    self.location = location
  }
}

/// A place's stable name across the project: level and id.
package struct PlaceID: Hashable, Sendable, Comparable {
  package let level: String
  package let id: String

  package init(level: String, id: String) {
    self.level = level
    self.id = id
  }

  /// By level, then by id as numbers where both are, else as text.
  package static func < (left: Self, right: Self) -> Bool {
    if left.level != right.level { return left.level < right.level }
    if let first = Int(left.id), let second = Int(right.id), first != second { return first < second }
    return left.id < right.id
  }
}

/// Any area reported on.
package struct Place: Sendable, Identifiable {
  package var id: PlaceID
  package var name: LocalizedText
  /// The file name of its page, unique in its level: `south-lawndale`.
  package var slug: String
  package var parent: PlaceID?

  package init(id: PlaceID, name: LocalizedText, slug: String, parent: PlaceID?) {
    self.id = id
    self.name = name
    self.slug = slug
    self.parent = parent
  }
}
