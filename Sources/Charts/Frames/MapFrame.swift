/// Areas in classes with a histogram as the key.
package struct MapFrame: Sendable {
  package enum Fill: Hashable, Sendable {
    /// 1 to 5; more is darker on paper.
    case shade(Int)
    /// Withheld or without an estimate: wash and hatch.
    case empty
  }

  package struct Area: Sendable {
    /// Empty for the areas of a class drawn as one, which nothing can single out.
    package var id: String
    package var path: String
    package var fill: Fill
    package var isUnreliable: Bool
    /// `Rogers Park: 25.2% ± 2.5`.
    package var title: String

    package init(id: String, path: String, fill: Fill, isUnreliable: Bool, title: String) {
      self.id = id
      self.path = path
      self.fill = fill
      self.isUnreliable = isUnreliable
      self.title = title
    }
  }

  package struct Label: Sendable {
    package var x: Double
    package var y: Double
    package var name: String
    package var value: String
    package var isEmphasised: Bool

    package init(x: Double, y: Double, name: String, value: String, isEmphasised: Bool = false) {
      self.x = x
      self.y = y
      self.name = name
      self.value = value
      self.isEmphasised = isEmphasised
    }
  }

  package struct KeyEntry: Sendable {
    package enum Swatch: Sendable { case unreliable, empty }

    package var swatch: Swatch
    /// `Margin too large to rank: 2 places`.
    package var text: String

    package init(swatch: Swatch, text: String) {
      self.swatch = swatch
      self.text = text
    }
  }

  package var words: ChartWords
  package var width: Double
  package var height: Double
  package var areas: [Area]
  package var outline: String
  /// At most three.
  package var labels: [Label]
  package var selected: String?
  /// The four bounds between the five classes.
  package var breaks: [Double]
  package var keyCaption: String
  package var keyAxis: Axis
  package var keyValues: [Double]
  package var reference: (value: Double, label: String)?
  package var you: (value: Double, label: String)?
  package var keys: [KeyEntry]
  /// The land that labels keep off; nil finds it from the areas.
  package var ground: MapGround?

  package init(
    words: ChartWords, width: Double, height: Double, areas: [Area], outline: String, labels: [Label],
    selected: String?, breaks: [Double], keyCaption: String, keyAxis: Axis, keyValues: [Double],
    reference: (value: Double, label: String)?, you: (value: Double, label: String)?, keys: [KeyEntry],
    ground: MapGround? = nil
  ) {
    self.ground = ground
    self.words = words
    self.width = width
    self.height = height
    self.areas = areas
    self.outline = outline
    self.labels = labels
    self.selected = selected
    self.breaks = breaks
    self.keyCaption = keyCaption
    self.keyAxis = keyAxis
    self.keyValues = keyValues
    self.reference = reference
    self.you = you
    self.keys = keys
  }
}
