"""Uploads with http.client: client.py ADDRESS PORT PATH MEGABYTES RUNS ANSWER_BYTES. Prints one word a run."""

import http.client
import socket
import sys

address, port, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
upload, runs, expected = bytes(int(sys.argv[4]) * 1_000_000), int(sys.argv[5]), int(sys.argv[6])


def run():
    connection = http.client.HTTPConnection(address, port, timeout=10)
    try:
        connection.request("POST", path, upload)
        answer = connection.getresponse()
        body = answer.read()
        return "FULL" if answer.status == 413 and len(body) == expected else "OTHER"
    except http.client.IncompleteRead:
        return "PARTIAL"
    except (TimeoutError, socket.timeout):
        return "MUTUAL_WAIT"
    except OSError:
        return "NOTHING"
    finally:
        connection.close()


for _ in range(runs):
    print(run(), flush=True)
