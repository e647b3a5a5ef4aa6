/// The colours of a drawing that travels alone: literal values, because other readers of SVG than browsers
/// know no custom properties. The same tokens as the style sheet's.
struct Palette {
  let colors: [(token: String, light: String, dark: String)]

  static let house = Palette(colors: [
    ("paper", "#fcfbf7", "#14161b"), ("wash", "#f4f1e9", "#1e2128"), ("ink", "#191c23", "#ece8de"),
    ("soft", "#565a63", "#aeaca4"), ("line", "#86826f", "#7c7f87"), ("rule", "#dcd7ca", "#353943"),
    ("accent", "#b13c09", "#ff9a5c"), ("q1", "#f2edcb", "#2f3355"), ("q2", "#97cba1", "#266186"),
    ("q3", "#3e9f9a", "#309494"), ("q4", "#1c6589", "#88c694"), ("q5", "#272a5a", "#f6eea8"),
  ])

  /// Rules whose colour changes with the scheme: selector, property, token.
  private static let painted: [(selector: String, property: String, token: String)] = [
    (".bg", "fill", "paper"), ("text", "fill", "ink"), (".sft", "fill", "soft"), (".acc", "fill", "accent"),
    (".halo,.equi text", "stroke", "paper"),
    (".top,.base,.ref,.lead-line,.ln", "stroke", "ink"), (".grid,.ax", "stroke", "rule"),
    (".strip line,.ldr", "stroke", "soft"), (".strip .ref", "stroke", "ink"),
    (".you,.strip .you", "stroke", "accent"), (".tgt", "stroke", "accent"), (".band", "fill", "ink"),
    (".s2", "stroke", "line"), (".s2f", "fill", "line"), (".lead-dot", "fill", "ink"),
    (".lead-halo,.lead-dot", "stroke", "paper"),
    (".strip circle,.plot circle", "stroke", "paper"), (".strip circle,.plot circle", "fill", "ink"),
    (".plot circle.s2f,.strip circle.mid", "fill", "line"),
    (".strip circle.ring,.plot circle.ring", "fill", "paper"),
    (".strip circle.ring,.plot circle.ring", "stroke", "ink"),
    (".strip circle.you", "fill", "accent"), (".strip circle.you", "stroke", "paper"),
    (".area path", "stroke", "paper"),
    (".strip .b1,.strip .b2,.strip .b3,.strip .b4,.strip .b5", "stroke", "ink"),
    (".q1,.strip .b1", "fill", "q1"), (".q2,.strip .b2", "fill", "q2"), (".q3,.strip .b3", "fill", "q3"),
    (".q4,.strip .b4", "fill", "q4"), (".q5,.strip .b5", "fill", "q5"), (".nd,.wash", "fill", "wash"),
    (".area .hatch,.hatch", "stroke", "line"), (".area .edge,.hist rect,.tick,.sw", "stroke", "line"),
    (".area .halo", "stroke", "paper"), (".area .sel", "stroke", "accent"),
  ]

  /// Everything else: sizes, widths, dashes.
  private static let fixed = """
    svg{overflow:visible}\
    text{font:400 13px/1 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic",\
    "Helvetica Neue","Liberation Sans",Arial,sans-serif;font-variant-numeric:tabular-nums}\
    .ttl{font:700 20px/1 "Iowan Old Style","Palatino Linotype","URW Palladio L",P052,Palatino,"Noto Serif",\
    Georgia,serif}.sub{font-size:15px}.bld{font-weight:700}\
    .halo,.equi text{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}\
    .top{stroke-width:3}.strip line{stroke-width:1.5}.strip .you{stroke-width:3}.strip .low{stroke-dasharray:2 2}\
    .strip .ref,.hist .ref{stroke-width:1.5}.hist .ref.you{stroke-width:2.5}\
    .strip circle{stroke-width:1}.strip circle.you{stroke-width:1.5}.strip circle.ring,.plot circle.ring{stroke-width:2}\
    .ln{fill:none;stroke-width:2.25;stroke-linejoin:round}.band{opacity:.16}\
    .dotted{stroke-dasharray:2 4;stroke-width:1.5}.plot circle{stroke-width:1.5}\
    .tgt{stroke-width:1.5;stroke-dasharray:6 4}.area path{stroke-width:1;vector-effect:non-scaling-stroke}\
    .area .hatch{vector-effect:none}.area .lo,.area .no{stroke:none}.area .edge{fill:none;stroke-width:1.25}\
    .area .halo{fill:none;stroke-width:6}.area .sel{fill:none;stroke-width:3}.hist rect{stroke-width:.75}.lead-halo{stroke-width:3;opacity:.7}
    """

  /// The style sheet of a file: light, and dark where the reader's system asks for it.
  static var styleSheet: String {
    let light = sheet { $0.light }
    return fixed + light + "@media (prefers-color-scheme:dark){" + sheet { $0.dark } + "}"
  }

  private static func sheet(_ shade: ((token: String, light: String, dark: String)) -> String) -> String {
    painted.map { rule in
      let color = house.colors.first { $0.token == rule.token }
      return "\(rule.selector){\(rule.property):\(color.map(shade) ?? "currentColor")}"
    }.joined()
  }
}
