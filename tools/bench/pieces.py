"""Times the pieces of a step of SDXL's UNet (512 x 512, two rows, bf16) in the ways they can be computed.

    python pieces.py [--threads N]

With one thread the processor time of the fastest of several tries is told, which hardly depends on
what else the computer does; with more, the time on the clock. docs/benchmarks.md tells what came of
it.
"""

import argparse
import time

import torch
from torch.nn import functional

BF16 = torch.bfloat16
ROWS = 2
pack = torch.ops.mkldnn


def milliseconds(work, clock, tries=6):
    work()
    best = float("inf")
    for _ in range(tries):
        begin = clock()
        work()
        best = min(best, clock() - begin)
    return best * 1e3


def random(*shape):
    return torch.randn(shape).to(BF16)


def convolutions(clock):
    print("convolution: in, out, edge, kernel | as it is | channels last | packed (ms)")
    shapes = [(320, 320, 64, 3), (640, 640, 32, 3), (1280, 1280, 16, 3), (2560, 1280, 16, 3),
              (960, 320, 64, 1)]
    for inputs, outputs, edge, size in shapes:
        x, w, b = random(ROWS, inputs, edge, edge), random(outputs, inputs, size, size), random(outputs)
        last = x.contiguous(memory_format=torch.channels_last)
        pad, one = [size // 2] * 2, [1, 1]
        packed = pack._reorder_convolution_weight(w, pad, one, one, 1, list(x.shape))
        times = [
            milliseconds(lambda: torch.conv2d(x, w, b, one, pad), clock),
            milliseconds(lambda: torch.conv2d(last, w, b, one, pad), clock),
            milliseconds(
                lambda: pack._convolution_pointwise(
                    last, packed, b, pad, one, one, 1, "none", [], ""), clock)]
        print(inputs, outputs, edge, size, *(f"| {t:.1f}" for t in times), flush=True)


def linears(clock):
    print("linear: rows, in, out | as it is | packed (ms)")
    for rows, inputs, outputs in [(512, 1280, 10240), (512, 5120, 1280), (512, 1280, 1280),
                                  (512, 1280, 3840), (2048, 640, 5120), (2048, 640, 640)]:
        x, w, b = random(rows, inputs), random(outputs, inputs), random(outputs)
        packed = pack._reorder_linear_weight(w, rows)
        times = [milliseconds(lambda: functional.linear(x, w, b), clock),
                 milliseconds(lambda: pack._linear_pointwise(x, packed, b, "none", [], ""), clock)]
        print(rows, inputs, outputs, *(f"| {t:.1f}" for t in times), flush=True)


def in_tiles(q, k, v, limit=1 << 20):
    """As nets/ops.py does it."""
    b, h, n, d = q.shape
    m = k.shape[2]
    q = q.reshape(b * h, n, d) * d**-0.5
    k = k.reshape(b * h, m, d).transpose(1, 2)
    v = v.reshape(b * h, m, d)
    y = torch.empty_like(q)
    rows = min(n, max(64, limit // m))
    heads = max(1, limit // (rows * m))
    for i in range(0, b * h, heads):
        for j in range(0, n, rows):
            scores = torch.bmm(q[i:i + heads, j:j + rows], k[i:i + heads])
            y[i:i + heads, j:j + rows] = torch.bmm(torch.softmax(scores, -1), v[i:i + heads])
    return y.view(b, h, n, d)


def attentions(clock):
    print("attention: queries, keys, heads | fused kernel | in tiles (ms), error of each")
    for queries, keys, heads in [(1024, 1024, 10), (256, 256, 20), (1024, 77, 10), (256, 77, 20)]:
        q, k, v = (random(ROWS, n, heads, 64).transpose(1, 2) for n in (queries, keys, keys))
        exact = functional.scaled_dot_product_attention(q.float(), k.float(), v.float())
        told = []
        for way in (functional.scaled_dot_product_attention, in_tiles):
            error = ((way(q, k, v).float() - exact).norm() / exact.norm()).item()
            told.append(f"| {milliseconds(lambda: way(q, k, v), clock):.1f} ({error:.1e})")
        print(queries, keys, heads, *told, flush=True)


def doublings(clock):
    print("doubled map: channels, edge | one convolution | four small ones, with their sums (ms)")
    halves = [torch.tensor([[1.0, 0, 0], [0, 1, 1]]), torch.tensor([[1.0, 1, 0], [0, 0, 1]])]
    for channels, edge in [(1280, 16), (640, 32)]:
        x, w, b = random(ROWS, channels, edge, edge), random(channels, channels, 3, 3), random(channels)

        def whole():
            return torch.conv2d(functional.interpolate(x, scale_factor=2), w, b, padding=1)

        def corners():
            around = functional.pad(x, (1, 1, 1, 1))
            y = torch.empty(ROWS, channels, 2 * edge, 2 * edge, dtype=BF16)
            for i in (0, 1):
                for j in (0, 1):
                    sums = torch.kron(halves[i], halves[j]).to(BF16)
                    small = (w.flatten(2) @ sums.t()).view(channels, channels, 2, 2)
                    seen = around[:, :, i:i + edge + 1, j:j + edge + 1]
                    y[:, :, i::2, j::2] = torch.conv2d(seen, small, b)
            return y

        print(channels, edge, f"| {milliseconds(whole, clock):.1f}",
              f"| {milliseconds(corners, clock):.1f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=1)
    threads = parser.parse_args().threads
    torch.set_num_threads(threads)
    clock = time.thread_time if threads == 1 else time.perf_counter
    with torch.inference_mode():
        for part in (convolutions, linears, attentions, doublings):
            part(clock)


if __name__ == "__main__":
    main()
