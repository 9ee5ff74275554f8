#!/usr/bin/env python3
"""Endings by programs that nobody tuned for them, between namespaces: what they do to each other's connections, and what
the boxes between them do. Records at the client, at the router (on `any`, every packet twice, 96 bytes of each) and at
the server.

usage: programs.py OUTDIR [--ipv6] [--delay MS] [--loss PERCENT] [--late PERCENT] [--segments] [CASE ...]
Writes OUTDIR/{client,router,server}.pcap, OUTDIR/intents.jsonl (what was meant with each connection that should be
reset) and OUTDIR/reasons.jsonl (the kernel's own reason for each reset). --delay is one way; --segments leaves the
offloads of the interfaces on. A program that is not installed is left out. Takes some six minutes.
"""
import argparse, os, sys, time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import boxes, clients, jvms, kernels, others, proxies, servers  # noqa: E402
from stage import Stage  # noqa: E402

CASES = servers.CASES + clients.CASES + kernels.CASES + boxes.CASES + jvms.CASES + proxies.CASES + others.CASES


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("out")
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--ipv6", action="store_true")
    parser.add_argument("--segments", action="store_true")
    for name in ("--delay", "--loss", "--late"):
        parser.add_argument(name, type=float, default=0)
    options = parser.parse_intermixed_args()
    if os.geteuid() != 0:
        print("programs.py: network namespaces need root", file=sys.stderr)
        sys.exit(3)
    stage = Stage(options.out, options.ipv6, options.delay, options.loss, options.late, options.segments)
    try:
        stage.build()
        stage.record()
        for case in CASES:
            if not options.cases or case.__name__ in options.cases:
                began = time.monotonic()
                attempt(case, stage)
                print("%s: %.1f s" % (case.__name__, time.monotonic() - began), file=sys.stderr)
        stage.finish()
    finally:
        stage.remove()


def attempt(case, stage):
    """A case that fails leaves the others alone: its connections are just not as they were meant."""
    try:
        case(stage)
    except Exception as e:  # noqa: BLE001
        print("programs.py: %s: %s: %s" % (case.__name__, type(e).__name__, e), file=sys.stderr)


main()
