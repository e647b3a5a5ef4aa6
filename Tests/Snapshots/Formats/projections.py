"""Writes projections.txt: what PROJ makes of positions in many systems, for ProjectionTests.

usage: projections.py > projections.txt      (needs pyproj)

Each system is a line `= title`, its definitions one a line (`esri `, `gdal `, `wkt2 `, `epsg `), then positions
`x y longitude latitude`. The answer is in the system's own longitude and latitude: no datum is changed, as Almanac
takes the datums of the whole Earth for one another. Systems with TOWGS84 are taken to WGS 84.
"""
import pyproj
from pyproj import CRS, Transformer

print("# pyproj", pyproj.__version__, "PROJ", pyproj.proj_version_str)

# code, places (lon, lat) around which positions are made
SYSTEMS = [
    (32616, [(-87.6, 41.9), (-85, 0.5), (-88.9, 70)]), (32733, [(14.2, -22.5), (18, -34)]),
    (26910, [(-122.3, 37.8), (-120.1, 48)]), (25832, [(11.6, 48.1), (6.1, 51)]),
    (28355, [(144.9, -37.8)]), (7856, [(151.2, -33.9)]), (6340, [(-117, 33)]), (2193, [(174.8, -36.9), (168, -46)]),
    (3857, [(-87.6, 41.9), (179.9, -60), (0, 84)]),
    (2270, [(-122.5, 42.3), (-118, 43.9)]), (2227, [(-122.27, 37.8)]), (3435, [(-87.65, 41.85)]),
    (2263, [(-74, 40.7)]), (2248, [(-76.6, 39.3)]), (6539, [(-73.9, 40.8)]), (3502, [(-105, 40)]),
    (2236, [(-80.2, 25.8)]), (2286, [(-122.3, 47.2)]),
    (2154, [(2.35, 48.85), (-4, 48)]), (3347, [(-79.4, 43.7), (-123, 49.2)]), (3348, [(-63.6, 44.6)]),
    (5070, [(-87.6, 41.9), (-122.4, 37.8), (-68, 46)]), (3310, [(-118.2, 34)]), (3338, [(-150, 61.2)]),
    (3395, [(10, 50), (-170, -45)]), (3812, [(4.4, 50.8)]),
    (27700, [(-0.12, 51.5), (-4.2, 57.5)]), (31467, [(9.2, 48.8)]), (4326, [(-87, 41)]),
    (3006, [(18, 59.3)]), (2180, [(21, 52.2)]), (31983, [(-43.2, -22.9)]),
]
SHIFTS = {27700: "446.448,-125.157,542.06,0.15,0.247,0.842,-20.489", 31467: "598.1,73.7,418.2,0.202,0.045,-2.455,6.7"}
OFFSETS = [(0, 0), (0.37, -0.21), (-0.05, 0.44)]

for code, places in SYSTEMS:
    crs = CRS.from_epsg(code)
    print("=", code, crs.name)
    shift = SHIFTS.get(code)
    if shift:
        # Step by step: PROJ would choose a better way of its own than the seven numbers.
        x, y, z, rx, ry, rz, ppm = shift.split(",")
        ellipsoid = {27700: "airy", 31467: "bessel"}[code]
        parameters = {k: v for k, v in crs.to_dict().items() if k not in ("datum", "type", "no_defs", "ellps")}
        base = Transformer.from_pipeline(
            "+proj=pipeline +step +inv +ellps=" + ellipsoid + "".join(f" +{k}={v}" for k, v in parameters.items())
            + f" +step +proj=cart +ellps={ellipsoid}"
            + f" +step +proj=helmert +x={x} +y={y} +z={z} +rx={rx} +ry={ry} +rz={rz} +s={ppm}"
            + " +convention=position_vector +step +inv +proj=cart +ellps=WGS84"
            + " +step +proj=unitconvert +xy_in=rad +xy_out=deg")
        wkt = crs.to_wkt("WKT1_GDAL")
        # WKT 1 as GDAL writes it has the shift inside its datum, behind the ellipsoid.
        spheroid = wkt.index("SPHEROID[")
        end = wkt.index("]]", spheroid) + 2
        print("gdal", wkt[:end] + ",TOWGS84[" + shift + "]" + wkt[end:])
        inverse = base.transform
    else:
        print("wkt2", crs.to_wkt("WKT2_2019"))
        try:
            print("gdal", crs.to_wkt("WKT1_GDAL"))
        except pyproj.exceptions.CRSError:
            pass
        print("esri", crs.to_wkt("WKT1_ESRI"))
        if code in {32616, 32733, 26910, 25832, 28355, 7856, 6340, 2193, 3857, 2154, 3347, 5070, 3310, 3338, 4326}:
            print("epsg", code)
        to = Transformer.from_crs(crs, crs.geodetic_crs, always_xy=True)
        inverse = to.transform
    forth = Transformer.from_crs(crs.geodetic_crs, crs, always_xy=True)
    for longitude, latitude in places:
        for dx, dy in OFFSETS:
            x, y = forth.transform(longitude + dx if longitude + dx < 180 else longitude, latitude + dy)
            x, y = round(x, 4), round(y, 4)
            found = inverse(x, y)
            print(repr(x), repr(y), repr(found[0]), repr(found[1]))
