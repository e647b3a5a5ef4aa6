extension StarterProject {
  /// Two by two squares of about 2 km.
  static let neighbourhoods = """
    {"type": "FeatureCollection",
      "features": [
      {"type": "Feature", "properties": {"id": "01", "name": "Harbor"},
        "geometry": {"type": "Polygon", "coordinates": [[[-90.00,40.00],[-89.98,40.00],[-89.98,40.02],[-90.00,40.02],[-90.00,40.00]]]}},
      {"type": "Feature", "properties": {"id": "02", "name": "Mill Hill"},
        "geometry": {"type": "Polygon", "coordinates": [[[-89.98,40.00],[-89.96,40.00],[-89.96,40.02],[-89.98,40.02],[-89.98,40.00]]]}},
      {"type": "Feature", "properties": {"id": "03", "name": "Old Town"},
        "geometry": {"type": "Polygon", "coordinates": [[[-90.00,40.02],[-89.98,40.02],[-89.98,40.04],[-90.00,40.04],[-90.00,40.02]]]}},
      {"type": "Feature", "properties": {"id": "04", "name": "Riverside"},
        "geometry": {"type": "Polygon", "coordinates": [[[-89.98,40.02],[-89.96,40.02],[-89.96,40.04],[-89.98,40.04],[-89.98,40.02]]]}}
      ]}

    """

  static let residents = """
    id,year,people
    01,2018,4200
    02,2018,6100
    03,2018,5200
    04,2018,3900
    01,2023,4350
    02,2023,6250
    03,2023,5350
    04,2023,4050

    """

  static let survey = """
    id,years,renters,renters_moe,burdened,burdened_moe,income,income_moe
    01,2014-2018,1300,117,723,101,26832,1878
    02,2014-2018,1450,130,538,75,45408,3179
    03,2014-2018,900,81,261,37,61404,4298
    04,2014-2018,1180,106,590,83,33454,2342
    city,2014-2018,4830,242,2112,148,41796,1462
    01,2019-2023,1300,117,723,101,31200,2184
    02,2019-2023,1450,130,506,71,52800,3696
    03,2019-2023,900,81,245,34,71400,4998
    04,2019-2023,1180,106,555,78,38900,2723
    city,2019-2023,4830,242,2029,142,48600,1700

    """
}
