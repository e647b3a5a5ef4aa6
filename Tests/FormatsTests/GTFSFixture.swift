import Formats
import Notation

/// A small town's timetable: a station with two platforms and an entrance, a stop without service, trips past midnight,
/// an open time, a trip that repeats, and a holiday.
enum GTFSFixture {
  static let stops = """
    stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station
    S,"Central, Main St",41.5,-87.5,1,
    S1,Platform 1,41.5001,-87.5,0,S
    S2,Platform 2,,,,S
    SE,Entrance,41.5,-87.5,2,S
    B, Bridge ,41.6,-87.6,,
    C,Corner,41.7,-87.7,,
    D,Unserved,41.8,-87.8,,
    """
  static let routes = "route_id,route_type\nR1,3\nR2,0\nR3,109\n"
  static let calendar = """
    service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
    W,1,1,1,1,1,0,0,20240101,20240112
    X,0,0,0,1,0,0,0,20240101,20240112
    """
  static let dates = "service_id,date,exception_type\nX,20240102,1\nW,20240101,2\n"
  static let trips = """
    route_id,service_id,trip_id,direction_id
    R1,W,t1,0
    R1,W,t2,0
    R1,W,t3,0
    R2,W,f,1
    R3,X,x,
    R3,gone,y,
    """
  static let frequencies = "trip_id,start_time,end_time,headway_secs\nf,07:00:00,08:00:00,900\n"
  static let times = """
    trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type
    t1,07:00:00,07:00:00,S1,1,
    t1,,,B,2,
    t1,07:20:00,07:20:00,C,3,
    t2,7:40:00,7:40:00,S2,10,0
    t2,7:50:00,7:51:00,B,20,1
    t2,8:00:00,8:00:00,C,30,
    t3,24:50:00,24:50:00,S1,1,
    t3,25:00:00,25:01:00,B,5,3
    t3,25:10:00,25:10:00,C,9,
    f,10:05:00,10:05:00,C,2,
    f,10:00:00,10:00:00,S2,1,
    f,10:10:00,10:10:00,B,3,
    x,12:00:00,12:00:00,B,1,
    x,12:30:00,12:30:00,S1,2,
    y,12:00:00,12:00:00,B,1,
    """

  static func file(
    stops: String = stops, routes: String = routes, calendar: String = calendar, dates: String = dates,
    trips: String = trips, frequencies: String = frequencies, times: String = times, folder: String = ""
  ) throws(Diagnostic) -> FileBytes {
    try ZipText.file([
      folder + "stops.txt": stops, folder + "routes.txt": routes, folder + "calendar.txt": calendar,
      folder + "calendar_dates.txt": dates, folder + "trips.txt": trips,
      folder + "frequencies.txt": frequencies,
      folder + "stop_times.txt": times,
    ])
  }
}
