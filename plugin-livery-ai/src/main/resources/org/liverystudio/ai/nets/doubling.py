# A map at twice the size, by nearest neighbours, seen by 3x3 kernels. Each kernel then sees pairs of
# equal pixels: four kernels of 2x2 on the small map, one for each corner of a doubled pixel, give
# the same with 4/9 of the products. Their weights are sums of the 3x3 ones.


def conv(x: Tensor, w: Dict[str, Tensor], n: str) -> Tensor:
    # On other devices, one big product is faster than four small ones. Adapters are made for the
    # kernels as they are.
    if x.device.type == "cpu" and n + ".down" not in w:
        return __torch__.doubling.by_corners(x, w, n)
    x = torch.upsample_nearest2d(x, [x.size(2) * 2, x.size(3) * 2])
    return __torch__.ops.conv(x, w, n, 1, 1)


def by_corners(x: Tensor, w: Dict[str, Tensor], n: str) -> Tensor:
    b, c, height, width = x.shape
    k = __torch__.ops.kernels(w, n, c)
    # Every kernel's nine weights to the four of one corner: the sums as a product.
    nine = k.flatten(2)
    ys, xs = __torch__.edges.zeros(1)
    around = torch.constant_pad_nd(__torch__.edges.around(x, 1, 1), [xs, xs, ys, ys], 0)
    y = torch.empty([b, k.size(0), 2 * height, 2 * width], dtype=x.dtype, device=x.device)
    for row in range(2):
        for column in range(2):
            sums = torch.kron(__torch__.doubling.pairs(row, k), __torch__.doubling.pairs(column, k))
            small = torch.matmul(nine, sums.t()).view([k.size(0), c, 2, 2])
            seen = around[:, :, row:row + height + 1, column:column + width + 1]
            y[:, :, row::2, column::2] = torch.conv2d(seen, small, w.get(n + ".bias"))
    return y


# Which of three weights in a line fall on each of the two pixels that the first (0) or the second
# (1) of two equal pixels has around it.
def pairs(second: int, like: Tensor) -> Tensor:
    if second == 0:
        return torch.tensor([[1.0, 0.0, 0.0], [0.0, 1.0, 1.0]], dtype=like.dtype, device=like.device)
    return torch.tensor([[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]], dtype=like.dtype, device=like.device)
