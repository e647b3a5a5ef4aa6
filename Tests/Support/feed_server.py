"""A small web server that behaves well and badly, for the tests of almanac-transport.

Prints its port, then serves the loopback interface until its standard input ends.
"""

import gzip
import http.server
import socketserver
import sys
import threading
import time

BODY = b"id,value\n" + b"".join(b"%d,%d\n" % (n, n * n) for n in range(2000))
seen = {}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def reply(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path, _, query = self.path.partition("?")
        getattr(self, "get_" + path.strip("/").replace(".", "_").replace("-", "_"), self.get_missing)(query)

    def get_ok_csv(self, _):
        if self.headers.get("If-None-Match") == '"v1"':
            self.reply(304, ETag='"v1"')
        else:
            self.reply(200, BODY, ETag='"v1"', Last_Modified="Mon, 15 Jan 2024 00:00:00 GMT", Content_Type="text/csv")

    def get_missing(self, _):
        self.reply(404, b"<!DOCTYPE html><p>gone", Content_Type="text/html")

    def get_hops(self, query):
        left = int(query)
        self.reply(302, Location="/ok.csv" if left <= 1 else f"/hops?{left - 1}")

    def get_loop(self, _):
        self.reply(302, Location="/loop")

    def get_file(self, _):
        self.reply(302, Location="file:///etc/passwd")

    def get_elsewhere(self, query):
        """To the same server by another name, which is another origin."""
        host = "localhost" if query == "name" else "127.0.0.1"
        self.reply(307, Location=f"http://{host}:{self.server.server_port}/echo")

    def get_echo(self, _):
        self.reply(200, str(self.headers).encode())

    def get_cut(self, _):
        self.reply(200, BODY[:100], Content_Length=str(len(BODY)))
        self.close_connection = True

    def get_trickle(self, _):
        self.send_response(200)
        self.send_header("Content-Length", "8")
        self.end_headers()
        for _ in range(8):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.2)

    def get_silent(self, _):
        self.send_response(200)
        self.send_header("Content-Length", "8")
        self.end_headers()
        self.wfile.write(b"x")
        self.wfile.flush()
        time.sleep(4)

    def get_zipped(self, _):
        self.reply(200, gzip.compress(BODY), Content_Encoding="gzip", Content_Type="text/csv")

    def get_bomb(self, _):
        """100 MB of one letter in 100 kB."""
        self.reply(200, gzip.compress(b"x" * 100_000_000, 1), Content_Encoding="gzip")

    def get_flaky(self, query):
        """503 for the first two requests of a name, then the data."""
        seen[query] = seen.get(query, 0) + 1
        if seen[query] <= 2:
            self.reply(503, b"busy", Retry_After="0")
        else:
            self.reply(200, BODY)

    def get_dropped(self, query):
        """The first connection of a name breaks in the middle, the second is whole."""
        seen[query] = seen.get(query, 0) + 1
        if seen[query] == 1:
            self.get_cut(query)
        else:
            self.reply(200, BODY)

    def get_resumable(self, query):
        """The first connection of a name breaks after 100 bytes; ranges are given, unless the file has changed."""
        seen[query] = seen.get(query, 0) + 1
        etag = '"%d"' % (seen[query] if query.startswith("changed") else 1)
        asked = self.headers.get("Range", "")
        if seen[query] == 1:
            self.reply(200, b"old " * 25 if query.startswith("changed") else BODY[:100],
                       Content_Length=str(len(BODY)), ETag=etag, Accept_Ranges="bytes")
            self.close_connection = True
        elif asked and self.headers.get("If-Range") == etag:
            start = int(asked[6:-1])
            self.reply(206, BODY[start:], ETag=etag, X_Ranges=asked,
                       Content_Range="bytes %d-%d/%d" % (start, len(BODY) - 1, len(BODY)))
        else:
            self.reply(200, BODY, ETag=etag)

    def get_export(self, query):
        """202 for the first two requests of a name, as portals answer that are still making an export."""
        seen[query] = seen.get(query, 0) + 1
        if seen[query] <= 2:
            self.reply(202, b"")
        else:
            self.reply(200, BODY)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.reply(200, self.headers["Content-Type"].encode() + b" " + body)

    def get_count(self, query):
        """How often the name was asked for."""
        self.reply(200, str(seen.get(query, 0)).encode())

    def get_forbidden(self, query):
        seen[query] = seen.get(query, 0) + 1
        self.reply(403, b"no")

    def get_later(self, _):
        self.reply(429, b"", Retry_After="3600")

    def get_later_date(self, _):
        self.reply(503, b"", Retry_After="Fri, 01 Jan 2100 00:00:00 GMT")


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True


if __name__ == "__main__":
    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()
