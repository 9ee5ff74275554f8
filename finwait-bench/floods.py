#!/usr/bin/env python3
"""Writes captures that cost most for each packet: raw IP packets made up here, for the memory and time of `finwait why`.

usage: floods.py scan|flood FILE
scan: 300,000 ports in 30 s, each SYN answered by a reset. flood: 3,000,000 SYNs from as many addresses in 15 s.
"""
import random, struct, sys

HEADER = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 101)
START = 1_795_873_870
SYN, RST_ACK = 0x02, 0x14
SCANNER, SERVER = 0xC6120001, 0xC6130000


def packet(seconds, source, target, ports, sequence, acknowledgment, flags):
    ip = struct.pack(">BBHHHBBHII", 0x45, 0, 40, 0, 0, 60, 6, 0, source, target)
    tcp = struct.pack(">HHIIBBHHH", *ports, sequence, acknowledgment, 0x50, flags, 1024, 0, 0)
    return struct.pack("<IIII", START + int(seconds), int(seconds % 1 * 1e6), 40, 40) + ip + tcp


def scan():
    for i in range(300_000):
        target, port, seconds = SERVER + i // 60_000, 1 + i % 60_000, i / 10_000
        yield packet(seconds, SCANNER, target, (40_000 + i % 7, port), 1000 + i, 0, SYN)
        yield packet(seconds + 0.00005, target, SCANNER, (port, 40_000 + i % 7), 0, 1001 + i, RST_ACK)


def flood():
    dice = random.Random(1)
    for i in range(3_000_000):
        ports = (dice.randrange(1024, 65535), 80)
        yield packet(i / 200_000, dice.getrandbits(32), SERVER, ports, dice.getrandbits(32), 0, SYN)


if len(sys.argv) != 3 or sys.argv[1] not in ("scan", "flood"):
    sys.exit("usage: floods.py scan|flood FILE")
try:
    with open(sys.argv[2], "xb") as file:
        file.write(HEADER)
        file.writelines({"scan": scan, "flood": flood}[sys.argv[1]]())
except OSError as e:
    sys.exit("floods.py: cannot write %s: %s" % (sys.argv[2], e.strerror))
