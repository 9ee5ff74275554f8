"""Carries frames between two network interfaces, each a fixed time later:
delay-bridge.py IF1 IF2 MILLISECONDS [LOST_PERCENT [LATE_PERCENT]]

Loses some of them, and holds some back for 3 ms more, so that others overtake them; always the same ones.
For a namespace of its own, as root: where the kernel has no netem, this makes a round-trip time."""
import heapq
import random
import select
import socket
import sys
import time

SOL_PACKET, PACKET_VNET_HDR, PACKET_IGNORE_OUTGOING, ETH_P_ALL = 263, 15, 23, 3


def opened(interface):
    frames = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
    # The header carries what is left to do: checksums and segmentation.
    frames.setsockopt(SOL_PACKET, PACKET_VNET_HDR, 1)
    frames.setsockopt(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1)
    frames.bind((interface, 0))
    frames.setblocking(False)
    return frames


one, other = opened(sys.argv[1]), opened(sys.argv[2])
delay = float(sys.argv[3]) / 1000
lost, late = (float(sys.argv[i]) / 100 if len(sys.argv) > i else 0 for i in (4, 5))
chance = random.Random(7)
waiting, count = [], 0
while True:
    wait = max(0, waiting[0][0] - time.monotonic()) if waiting else None
    for frames in select.select([one, other], [], [], wait)[0]:
        try:
            frame = frames.recv(1 << 17)
        except OSError:
            continue
        count += 1
        if chance.random() < lost:
            continue
        due = time.monotonic() + delay + (0.003 if chance.random() < late else 0)
        heapq.heappush(waiting, (due, count, other if frames is one else one, frame))
    while waiting and waiting[0][0] <= time.monotonic():
        _, _, out, frame = heapq.heappop(waiting)
        try:
            out.send(frame)
        except OSError:
            pass  # As on a wire: what cannot be carried is lost.
